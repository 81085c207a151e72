-- What records say of figures and dates beyond the first layout. Layout 4 of the archive adds it to layout 3.
--
-- Rows that were filed before have NULL here; reading their reports again, with a newer coder, files them anew.

ALTER TABLE event_rows ADD COLUMN date_hedge VARCHAR;      -- around, by, before, after, since, until
ALTER TABLE act_rows ADD COLUMN date_hedge VARCHAR;
ALTER TABLE statement_rows ADD COLUMN date_hedge VARCHAR;
ALTER TABLE figure_rows ADD COLUMN date_hedge VARCHAR;
ALTER TABLE figure_rows ADD COLUMN part_of VARCHAR;        -- the figure that it is a part of, by its id
ALTER TABLE figure_rows ADD COLUMN term VARCHAR;           -- how people were displaced or housing lost: fled, evacuated, …
ALTER TABLE figure_rows ADD COLUMN measure VARCHAR;        -- flow or stock of the displaced

-- Views that show all columns of a table show those that it had when they were made.
CREATE OR REPLACE VIEW events AS
    SELECT a.article, r.*, a.title, a.publisher, a.published, a.run
    FROM event_rows r JOIN articles a USING (coding);
CREATE OR REPLACE VIEW figures AS
    SELECT a.article, r.*, a.title, a.publisher, a.published, a.run
    FROM figure_rows r JOIN articles a USING (coding);
CREATE OR REPLACE VIEW acts AS
    SELECT c.article, r.* FROM act_rows r JOIN codings c USING (coding) WHERE coding IN (FROM latest);
CREATE OR REPLACE VIEW statements AS
    SELECT a.article, r.*, a.title, a.publisher, a.published, a.run
    FROM statement_rows r JOIN articles a USING (coding);
CREATE OR REPLACE VIEW judged_events AS FROM judged_as_of(NULL, TIMESTAMP 'infinity');
