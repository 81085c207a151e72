-- Incidents: events of several reports that are one happening. The tables hold only those told more than once; they are made
-- from the latest readings by `dragoman.incidents.refresh` and can be made again at any time. The view `incidents` shows all: an event that
-- one report alone tells is an incident of its own.

-- From which readings the tables were made: one row, or none before the first time.
CREATE TABLE incident_state (
    made_at     TIMESTAMP NOT NULL,  -- UTC
    readings    BIGINT NOT NULL,     -- how many latest readings there were
    last_coding INTEGER,             -- and the highest of them
    rule        VARCHAR NOT NULL     -- a digest of the rule that joined them
);

-- Which events are which incident.
CREATE TABLE telling_rows (
    incident    VARCHAR NOT NULL,    -- its id
    coding      INTEGER NOT NULL,
    event       VARCHAR NOT NULL,    -- the event's id in its report
    n           INTEGER NOT NULL,    -- 0 for the telling that stands for all, then in order of time
    origin      INTEGER NOT NULL     -- the same for reports of one publisher and for copies of one text
);

-- What the tellings of an incident say together; what is not here is as the telling that stands for all has it.
CREATE TABLE incident_rows (
    incident    VARCHAR NOT NULL,    -- its id, made from the telling of the earliest report
    coding      INTEGER NOT NULL,    -- of the telling that stands for all
    event       VARCHAR NOT NULL,
    actors      VARCHAR[] NOT NULL,
    recipients  VARCHAR[] NOT NULL,
    actor_names VARCHAR[] NOT NULL,
    recipient_names VARCHAR[] NOT NULL,
    date_start  DATE,
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
    reports     INTEGER NOT NULL,    -- how many reports tell it
    publishers  INTEGER NOT NULL,    -- how many of them of their own: copies and one publisher's reports count once
    killed_low  HUGEINT,             -- the lowest and the highest number that a report gives
    killed_high HUGEINT,
    injured_low HUGEINT,
    injured_high HUGEINT,
    conflicts   VARCHAR[] NOT NULL   -- what reports contradict each other in: date, place, actors, killed, …
);

CREATE VIEW tellings AS
    SELECT c.article, t.* FROM telling_rows t JOIN codings c USING (coding) WHERE coding IN (FROM latest);

CREATE VIEW incidents AS
    SELECT i.incident, e.coding, e.n, e.article, e.event, e.type, e.mode, e.cameo, e.contexts,
        i.actors, i.recipients, i.actor_names, i.recipient_names, e.attribution,
        i.date_start, i.date_end, i.date_precision, i.date_basis,
        i.place, i.country, i.region, i.place_precision, i.lat, i.lon, i.geonames_id,
        e.status, e.confidence, e.words, e.title, e.publisher, e.published, e.run,
        i.reports, i.publishers, i.killed_low, i.killed_high, i.injured_low, i.injured_high, i.conflicts
    FROM incident_rows i JOIN events e ON e.coding = i.coding AND e.event = i.event
    UNION ALL
    SELECT substr(sha256('incident' || chr(31) || e.article || chr(31) || e.event || chr(31)), 1, 12), e.coding, e.n,
        e.article, e.event, e.type, e.mode, e.cameo, e.contexts,
        e.actors, e.recipients, e.actor_names, e.recipient_names, e.attribution,
        e.date_start, e.date_end, e.date_precision, e.date_basis,
        e.place, e.country, e.region, e.place_precision, e.lat, e.lon, e.geonames_id,
        e.status, e.confidence, e.words, e.title, e.publisher, e.published, e.run,
        1, 1, g.killed_low, g.killed_high, g.injured_low, g.injured_high, []::VARCHAR[]
    FROM events e
    LEFT JOIN (
        SELECT coding, event,
            min(coalesce(low, high)) FILTER (kind = 'killed') AS killed_low,
            max(coalesce(high, low)) FILTER (kind = 'killed') AS killed_high,
            min(coalesce(low, high)) FILTER (kind = 'injured') AS injured_low,
            max(coalesce(high, low)) FILTER (kind = 'injured') AS injured_high
        FROM figure_rows WHERE event IS NOT NULL AND kind IN ('killed', 'injured') GROUP BY coding, event
    ) g ON g.coding = e.coding AND g.event = e.event
    WHERE NOT EXISTS (FROM telling_rows t WHERE t.coding = e.coding AND t.event = e.event);
