-- The review layer. Layout 2 of the archive adds it to layout 1.
--
-- What people say about the machine's events is append-only as well: a judgement is a row that is never changed, and an undo
-- is one more row. What a judgement makes of an event stands in `event_rows`, `participant_rows` and `evidence_rows` under a
-- negative reading: `coding` = -judgement. The machine's rows stay beside it. `judged_events` derives from both what the events
-- are as judged.

-- What a reviewer said, and when.
CREATE TABLE judgements (
    judgement   INTEGER PRIMARY KEY, -- 1, 2, 3, …
    reviewer    VARCHAR NOT NULL,    -- who
    made_at     TIMESTAMP NOT NULL,  -- when, UTC
    verb        VARCHAR NOT NULL,    -- accept, correct, reject, add, merge, split, undo
    article     VARCHAR NOT NULL,    -- on which report
    events      VARCHAR[] NOT NULL,  -- on which events, by id; none for add and undo
    changes     JSON,                -- correct: field and new value; add, split: the fields told
    undoes      INTEGER,             -- for undo: which judgement stands no more
    blind       BOOLEAN NOT NULL,    -- whether the reviewer saw only the machine's coding and their own
    note        VARCHAR              -- in the reviewer's words
);

-- The events that a judgement made, whole, as JSON of the record's Event.
CREATE TABLE made_events (
    judgement   INTEGER NOT NULL,
    event       VARCHAR NOT NULL,    -- its id: an accepted, corrected or merged event keeps it
    made        JSON NOT NULL
);

-- The judgements that stood at a time, of one reviewer or (who NULL) of all.
CREATE MACRO standing_as_of(who, t) AS TABLE
    SELECT j.* FROM judgements j
    WHERE j.made_at <= t AND (who IS NULL OR j.reviewer = who) AND j.verb <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM judgements u WHERE u.undoes = j.judgement AND u.made_at <= t);

-- Of every event, the last judgement on it that stood.
CREATE MACRO touched_as_of(who, t) AS TABLE
    SELECT article, event, max(judgement) AS judgement
    FROM (SELECT article, unnest(events) AS event, judgement FROM standing_as_of(who, t)) GROUP BY article, event;

-- The machine's events as they were at a time.
CREATE MACRO events_as_of(t) AS TABLE
    SELECT c.article, r.*, a.title, a.publisher, a.published, c.run
    FROM event_rows r JOIN codings c USING (coding) JOIN article_rows a USING (coding)
    WHERE r.coding IN (FROM latest_as_of(t));

-- The events as judged at a time: the machine's that nobody judged, and what the last standing judgement made of the others.
CREATE MACRO judged_as_of(who, t) AS TABLE
    SELECT e.* FROM events_as_of(t) e
    WHERE NOT EXISTS (FROM touched_as_of(who, t) x WHERE x.article = e.article AND x.event = e.event)
    UNION ALL BY NAME
    SELECT j.article, r.*, a.title, a.publisher, a.published, c.run
    FROM event_rows r JOIN standing_as_of(who, t) j ON r.coding = -j.judgement
        JOIN codings c ON c.article = j.article JOIN article_rows a ON a.coding = c.coding
    WHERE c.coding IN (FROM latest_as_of(t))
        AND NOT EXISTS (
            FROM touched_as_of(who, t) x
            WHERE x.article = j.article AND x.event = r.event AND x.judgement > j.judgement
        );

-- The same now, by all reviewers; on an event that several judged, the last word holds.
CREATE VIEW judged_events AS FROM judged_as_of(NULL, TIMESTAMP 'infinity');
CREATE VIEW standing AS FROM standing_as_of(NULL, TIMESTAMP 'infinity');
