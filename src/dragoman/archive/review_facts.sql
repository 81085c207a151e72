-- The review of figures and agreements. Layout 5 of the archive adds it to layout 4.
--
-- As with events, a judgement is a row that is never changed, and an undo is one more row. What it makes of the fact stands in
-- `figure_rows`, or `agreement_rows` and `act_rows`, and in `participant_rows` and `evidence_rows`, under `coding` = -judgement.
-- `judged_figures` and `judged_agreements` derive from both what the facts are as judged.

-- What a reviewer said of a figure or an agreement, and when.
CREATE TABLE fact_judgements (
    judgement   INTEGER PRIMARY KEY, -- 1, 2, 3, … (apart from those of events)
    reviewer    VARCHAR NOT NULL,    -- who
    made_at     TIMESTAMP NOT NULL,  -- when, UTC
    verb        VARCHAR NOT NULL,    -- accept, correct, reject, add, undo
    kind        VARCHAR NOT NULL,    -- figure, agreement
    article     VARCHAR NOT NULL,    -- on which report
    fact        VARCHAR NOT NULL,    -- its id
    changes     JSON,                -- correct, add: the fields told
    undoes      INTEGER,             -- for undo: which judgement stands no more
    blind       BOOLEAN NOT NULL,    -- whether the reviewer saw only the machine's coding and their own
    note        VARCHAR,             -- in the reviewer's words
    made        JSON                 -- the fact as it then is, whole, as in the record; NULL for reject and undo
);

-- The judgements that stood at a time, of one reviewer or (who NULL) of all.
CREATE MACRO facts_standing_as_of(who, t) AS TABLE
    SELECT j.* FROM fact_judgements j
    WHERE j.made_at <= t AND (who IS NULL OR j.reviewer = who) AND j.verb <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM fact_judgements u WHERE u.undoes = j.judgement AND u.made_at <= t);

-- Of every fact the last judgement that stood, which is the one that holds.
CREATE MACRO facts_touched_as_of(who, t) AS TABLE
    SELECT kind, article, fact, max(judgement) AS judgement FROM facts_standing_as_of(who, t) GROUP BY kind, article, fact;

-- The machine's facts as they were at a time.
CREATE MACRO figures_as_of(t) AS TABLE
    SELECT c.article, r.*, a.title, a.publisher, a.published, c.run
    FROM figure_rows r JOIN codings c USING (coding) JOIN article_rows a USING (coding)
    WHERE r.coding IN (FROM latest_as_of(t));
CREATE MACRO agreements_as_of(t) AS TABLE
    SELECT c.article, r.*, a.title, a.publisher, a.published, c.run
    FROM agreement_rows r JOIN codings c USING (coding) JOIN article_rows a USING (coding)
    WHERE r.coding IN (FROM latest_as_of(t));

-- The facts as judged at a time: the machine's that nobody judged, and what the last judgement made of the others.
CREATE MACRO judged_figures_as_of(who, t) AS TABLE
    SELECT f.* FROM figures_as_of(t) f
    WHERE NOT EXISTS (FROM facts_touched_as_of(who, t) x WHERE x.kind = 'figure' AND x.article = f.article AND x.fact = f.figure)
    UNION ALL BY NAME
    SELECT x.article, r.*, a.title, a.publisher, a.published, c.run
    FROM figure_rows r JOIN facts_touched_as_of(who, t) x ON r.coding = -x.judgement AND x.kind = 'figure'
        JOIN codings c ON c.article = x.article JOIN article_rows a ON a.coding = c.coding
    WHERE c.coding IN (FROM latest_as_of(t));
CREATE MACRO judged_agreements_as_of(who, t) AS TABLE
    SELECT f.* FROM agreements_as_of(t) f
    WHERE NOT EXISTS (
        FROM facts_touched_as_of(who, t) x WHERE x.kind = 'agreement' AND x.article = f.article AND x.fact = f.agreement
    )
    UNION ALL BY NAME
    SELECT x.article, r.*, a.title, a.publisher, a.published, c.run
    FROM agreement_rows r JOIN facts_touched_as_of(who, t) x ON r.coding = -x.judgement AND x.kind = 'agreement'
        JOIN codings c ON c.article = x.article JOIN article_rows a ON a.coding = c.coding
    WHERE c.coding IN (FROM latest_as_of(t));

-- The same now, by all reviewers; on a fact that several judged, the last word holds.
CREATE VIEW judged_figures AS FROM judged_figures_as_of(NULL, TIMESTAMP 'infinity');
CREATE VIEW judged_agreements AS FROM judged_agreements_as_of(NULL, TIMESTAMP 'infinity');
