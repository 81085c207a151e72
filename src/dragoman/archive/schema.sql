-- The archive of Dragoman: one DuckDB file. This is layout 1; `review.sql` adds to it what makes layout 2, `incidents.sql` layout 3.
--
-- Facts are append-only. Each reading of a report is a row of `codings`; what was found carries that row's number. A newer
-- reading adds rows and takes nothing away. Tables that end in `_rows` hold all readings; the views of the same name
-- without the ending (`articles`, `events`, …) show for each report only its latest reading, and are what to ask.
-- `latest_as_of(t)` names the readings that were the latest at a past time `t`.
--
-- Offsets (`start_char`, `end_char`) are half-open intervals of Unicode code points into `articles.text`; `words` are the
-- words they name. Times are UTC. Intervals of days have both ends included. Countries are ISO 3166-1 alpha-3.
-- A side is written as a country and sectors, "TUR GOV", or a name where an actor has neither ("United Nations").

-- Which layout this file has: the highest number; a file that was made with an older layout has a row for each.
CREATE TABLE schema_version (
    version     INTEGER NOT NULL,    -- a program that knows only lower numbers refuses the file
    made_at     TIMESTAMP NOT NULL   -- when the file got it
);

-- One call of the coder on some inputs, or one session of a program that files records.
CREATE TABLE runs (
    run         INTEGER PRIMARY KEY, -- 1, 2, 3, …
    coder       VARCHAR NOT NULL,    -- the coder's version and its language model's
    settings    JSON,                -- what the run was told: sources, given date, columns
    started     TIMESTAMP NOT NULL,
    ended       TIMESTAMP            -- NULL where the run goes on, or was cut off
);

-- One reading of one report.
CREATE TABLE codings (
    coding      INTEGER PRIMARY KEY, -- 1, 2, 3, …; for one report, the highest is the latest
    article     VARCHAR NOT NULL,    -- the report's id, made from its content
    run         INTEGER NOT NULL,    -- runs.run
    coder       VARCHAR NOT NULL,    -- which version read it
    added       TIMESTAMP NOT NULL,
    article_digest VARCHAR NOT NULL, -- of the article without its source: the same report read again has the same
    record_digest  VARCHAR NOT NULL, -- of the record without its source
    record      BLOB NOT NULL        -- the whole record as JSON (dragoman.record.v1), packed with zlib
);

-- The report as it was received.
CREATE TABLE article_rows (
    coding      INTEGER NOT NULL,
    article     VARCHAR NOT NULL,    -- its id
    source      VARCHAR NOT NULL,    -- the file or address it was first read from
    title       VARCHAR,
    publisher   VARCHAR,
    url         VARCHAR,
    language    VARCHAR NOT NULL,    -- "en"
    published   DATE,                -- the day it appeared
    published_basis VARCHAR,         -- how that was found: given, metadata, dateline, caption, text, address
    published_confidence DOUBLE,     -- how sure that is, 0 to 1
    text        VARCHAR NOT NULL,    -- what all offsets point into
    capture     VARCHAR              -- the page's source as received; NULL for plain text
);

-- The pieces that a report's text is cut into.
CREATE TABLE block_rows (
    coding      INTEGER NOT NULL,
    n           INTEGER NOT NULL,    -- 0, 1, 2, … in the order of the text
    kind        VARCHAR NOT NULL,    -- headline, standfirst, heading, paragraph, caption, quote, furniture
    start_char  INTEGER NOT NULL,
    end_char    INTEGER NOT NULL,
    reason      VARCHAR              -- for furniture: why it is not coded
);

-- Who did what to whom, when and where.
CREATE TABLE event_rows (
    coding      INTEGER NOT NULL,
    n           INTEGER NOT NULL,    -- place in the report: 0, 1, 2, …
    event       VARCHAR NOT NULL,    -- its id
    type        VARCHAR NOT NULL,    -- PLOVER type
    mode        VARCHAR,             -- PLOVER mode
    cameo       VARCHAR,             -- CAMEO code
    contexts    VARCHAR[] NOT NULL,  -- PLOVER contexts
    actors      VARCHAR[] NOT NULL,  -- sides that did it
    recipients  VARCHAR[] NOT NULL,  -- sides that had it done to them
    actor_names VARCHAR[] NOT NULL,  -- the same as the report names them
    recipient_names VARCHAR[] NOT NULL,
    attribution VARCHAR[] NOT NULL,  -- who the report says it from, innermost first; empty: the report itself
    date_start  DATE,
    date_end    DATE,
    date_precision VARCHAR,          -- day, week, month, season, year, decade
    date_basis  VARCHAR,             -- text, or report where the report's own date stands in
    place       VARCHAR,
    country     VARCHAR,             -- of the place
    region      VARCHAR,
    place_precision VARCHAR,         -- point, city, region, country (whose coordinates are no pin)
    lat         DOUBLE,              -- WGS84 degrees
    lon         DOUBLE,
    geonames_id BIGINT,
    status      VARCHAR NOT NULL,    -- actual, historical, future, hypothetical, negated
    confidence  DOUBLE NOT NULL,     -- 0 to 1
    words       VARCHAR NOT NULL     -- the sentence that tells it best
);

-- The actors of a fact, one row each.
CREATE TABLE participant_rows (
    coding      INTEGER NOT NULL,
    fact_kind   VARCHAR NOT NULL,    -- event, figure, statement
    fact        VARCHAR NOT NULL,    -- its id
    role        VARCHAR NOT NULL,    -- actor, recipient, attribution, speaker, about
    n           INTEGER NOT NULL,    -- place among those of this role
    actor       VARCHAR,             -- the same id for the same actor in every report
    name        VARCHAR NOT NULL,    -- the fullest name in the report
    country     VARCHAR,
    sectors     VARCHAR[] NOT NULL,  -- GOV, MIL, REB, …
    kind        VARCHAR,             -- state, igo, ngo, group, party, person, company, media
    position    VARCHAR,             -- what the report or the tables say the actor is ("foreign minister")
    side        VARCHAR NOT NULL,    -- as in event_rows.actors
    start_char  INTEGER,             -- the mention
    end_char    INTEGER
);

-- The words that each fact rests on.
CREATE TABLE evidence_rows (
    coding      INTEGER NOT NULL,
    fact_kind   VARCHAR NOT NULL,    -- event, figure, agreement, statement
    fact        VARCHAR NOT NULL,    -- its id
    role        VARCHAR NOT NULL,    -- evidence (sentences), trigger (the words that name an action), span (the fact itself), act, cue, about
    n           INTEGER NOT NULL,    -- best first
    start_char  INTEGER NOT NULL,
    end_char    INTEGER NOT NULL,
    words       VARCHAR NOT NULL
);

-- The steps by which the coder came to an event.
CREATE TABLE reason_rows (
    coding      INTEGER NOT NULL,
    event       VARCHAR NOT NULL,
    n           INTEGER NOT NULL,
    step        VARCHAR NOT NULL,    -- frame, path, light verb, complement, status, …
    rule        VARCHAR NOT NULL,    -- which rule, or table row as file:line:word
    detail      VARCHAR              -- what it saw
);

-- Numbers of people and things.
CREATE TABLE figure_rows (
    coding      INTEGER NOT NULL,
    n           INTEGER NOT NULL,
    figure      VARCHAR NOT NULL,    -- its id
    kind        VARCHAR NOT NULL,    -- killed, injured, displaced, …
    low         HUGEINT,             -- NULL: no lower bound ("up to 50")
    high        HUGEINT,             -- NULL: no upper bound ("at least 50"); low = high: exact
    unit        VARCHAR,
    approximate BOOLEAN NOT NULL,
    counted     VARCHAR,             -- who or what was counted
    attribution VARCHAR[] NOT NULL,
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
    event       VARCHAR,             -- the event that it belongs to
    confidence  DOUBLE NOT NULL,
    start_char  INTEGER NOT NULL,
    end_char    INTEGER NOT NULL,
    words       VARCHAR NOT NULL
);

-- Instruments between parties.
CREATE TABLE agreement_rows (
    coding      INTEGER NOT NULL,
    n           INTEGER NOT NULL,
    agreement   VARCHAR NOT NULL,    -- its id
    kind        VARCHAR NOT NULL,    -- ceasefire, memorandum, treaty, …
    name        VARCHAR NOT NULL,
    parties     VARCHAR[] NOT NULL,  -- sides that are bound
    brokers     VARCHAR[] NOT NULL,  -- sides that mediated or guarantee
    acts        VARCHAR[] NOT NULL,  -- what was done with it, in the order of the text
    date        DATE,
    place       VARCHAR,
    confidence  DOUBLE NOT NULL,
    words       VARCHAR NOT NULL     -- of its first mention
);

-- What was done with an agreement: one row for each mention.
CREATE TABLE act_rows (
    coding      INTEGER NOT NULL,
    agreement   VARCHAR NOT NULL,
    n           INTEGER NOT NULL,
    act         VARCHAR NOT NULL,    -- proposed, reached, signed, violated, …
    by_sides    VARCHAR[] NOT NULL,  -- who did it
    date_start  DATE,
    date_end    DATE,
    date_precision VARCHAR,
    date_basis  VARCHAR,
    start_char  INTEGER NOT NULL,
    end_char    INTEGER NOT NULL,
    words       VARCHAR NOT NULL
);

-- Positions that actors take in words.
CREATE TABLE statement_rows (
    coding      INTEGER NOT NULL,
    n           INTEGER NOT NULL,
    statement   VARCHAR NOT NULL,    -- its id
    speaker     VARCHAR NOT NULL,    -- side
    speaker_name VARCHAR NOT NULL,
    stance      VARCHAR NOT NULL,    -- affirms, supports, opposes, condemns, rejects, urges, denies, warns, claims
    about       VARCHAR NOT NULL,    -- the words that say what it is about
    about_actors VARCHAR[] NOT NULL, -- sides named in them
    contexts    VARCHAR[] NOT NULL,
    date_start  DATE,
    date_end    DATE,
    date_precision VARCHAR,
    date_basis  VARCHAR,
    event       VARCHAR,             -- the event that it is as well
    confidence  DOUBLE NOT NULL,
    start_char  INTEGER NOT NULL,
    end_char    INTEGER NOT NULL,
    words       VARCHAR NOT NULL
);

-- Inputs that were set aside.
CREATE TABLE failures (
    run         INTEGER NOT NULL,
    source      VARCHAR NOT NULL,    -- which input
    problem     VARCHAR NOT NULL,    -- what was wrong with it
    remedy      VARCHAR,             -- what to do
    failed_at   TIMESTAMP NOT NULL
);

-- The readings that are the latest of their report, now and as of a past time.
CREATE VIEW latest AS SELECT max(coding) AS coding FROM codings GROUP BY article;
CREATE MACRO latest_as_of(t) AS TABLE SELECT max(coding) AS coding FROM codings WHERE added <= t GROUP BY article;

CREATE VIEW articles AS
    SELECT r.*, c.run, c.coder, c.added FROM article_rows r JOIN codings c USING (coding) WHERE coding IN (FROM latest);
CREATE VIEW blocks AS SELECT c.article, r.* FROM block_rows r JOIN codings c USING (coding) WHERE coding IN (FROM latest);
CREATE VIEW events AS
    SELECT a.article, r.*, a.title, a.publisher, a.published, a.run
    FROM event_rows r JOIN articles a USING (coding);
CREATE VIEW participants AS
    SELECT c.article, r.* FROM participant_rows r JOIN codings c USING (coding) WHERE coding IN (FROM latest);
CREATE VIEW evidence AS
    SELECT c.article, r.* FROM evidence_rows r JOIN codings c USING (coding) WHERE coding IN (FROM latest);
CREATE VIEW reasons AS
    SELECT c.article, r.* FROM reason_rows r JOIN codings c USING (coding) WHERE coding IN (FROM latest);
CREATE VIEW figures AS
    SELECT a.article, r.*, a.title, a.publisher, a.published, a.run
    FROM figure_rows r JOIN articles a USING (coding);
CREATE VIEW agreements AS
    SELECT a.article, r.*, a.title, a.publisher, a.published, a.run
    FROM agreement_rows r JOIN articles a USING (coding);
CREATE VIEW acts AS SELECT c.article, r.* FROM act_rows r JOIN codings c USING (coding) WHERE coding IN (FROM latest);
CREATE VIEW statements AS
    SELECT a.article, r.*, a.title, a.publisher, a.published, a.run
    FROM statement_rows r JOIN articles a USING (coding);
