-- Incidents: events of several reports that are one happening. What is here is made from the latest readings by
-- `dragoman.incidents.refresh`, shows them as they were then, and can be made again at any time.

-- From which readings incidents were made: one row, or none before the first time.
CREATE TABLE incident_state (
    made_at     TIMESTAMP NOT NULL,  -- UTC
    readings    BIGINT NOT NULL,     -- how many latest readings there were
    last_coding INTEGER,             -- and the highest of them
    rule        VARCHAR NOT NULL     -- a digest of the rule that joined them
);

-- Which events are told by several reports, and as which incident.
CREATE TABLE telling_rows (
    incident    VARCHAR NOT NULL,    -- its id
    coding      INTEGER NOT NULL,
    event       VARCHAR NOT NULL,    -- the event's id in its report
    n           INTEGER NOT NULL,    -- 0 for the telling that stands for all, then in order of time
    origin      INTEGER NOT NULL     -- the same for reports of one publisher and for copies of one text
);

-- All incidents; an event that one report alone tells is one of its own. What is not said here is as in `event_rows`.
CREATE TABLE incident_rows (
    incident    VARCHAR NOT NULL,    -- its id, made from the telling of the earliest report
    coding      INTEGER NOT NULL,    -- the telling that stands for all: its reading, its place there, its report and id
    n           INTEGER NOT NULL,
    article     VARCHAR NOT NULL,
    event       VARCHAR NOT NULL,
    type        VARCHAR NOT NULL,
    mode        VARCHAR,
    cameo       VARCHAR,
    contexts    VARCHAR[] NOT NULL,
    actors      VARCHAR[] NOT NULL,
    recipients  VARCHAR[] NOT NULL,
    actor_names VARCHAR[] NOT NULL,
    recipient_names VARCHAR[] NOT NULL,
    attribution VARCHAR[] NOT NULL,
    date_start  DATE,                -- the day that most tell, the finest place: what all tell together
    date_end    DATE,
    date_precision VARCHAR,
    date_basis  VARCHAR,
    place       VARCHAR,
    country     VARCHAR,
    region      VARCHAR,
    place_precision VARCHAR,
    lat         DOUBLE,
    lon         DOUBLE,
    geonames_id BIGINT,
    status      VARCHAR NOT NULL,
    confidence  DOUBLE NOT NULL,
    words       VARCHAR NOT NULL,
    title       VARCHAR,
    publisher   VARCHAR,
    published   DATE,
    run         INTEGER NOT NULL,
    reports     INTEGER NOT NULL,    -- how many reports tell it
    publishers  INTEGER NOT NULL,    -- how many of them of their own: copies and one publisher's reports count once
    killed_low  HUGEINT,             -- the lowest and the highest number that a report gives
    killed_high HUGEINT,
    injured_low HUGEINT,
    injured_high HUGEINT,
    conflicts   VARCHAR[] NOT NULL   -- what reports contradict each other in: type, date, place, actors, recipients, killed, …
);

CREATE VIEW tellings AS SELECT c.article, t.* FROM telling_rows t JOIN codings c USING (coding);
CREATE VIEW incidents AS FROM incident_rows;
