"""The tables of a journal, as an ordered list of changes; a released change is never edited."""

from __future__ import annotations

import sqlite3

from everyday.journal.sqlite import Database, Migrations

APPLICATION_ID = 0x45764479
"""SQLite's `application_id` of every journal ("EvDy"); what tells ours from other databases."""

migrations = Migrations("everyday")

# utterances carry no CHECKs on purpose: a sentence is kept whatever else is odd about it.
_TABLES = """
CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,   -- the name with its case folded
  zone TEXT NOT NULL,              -- IANA name
  day_ends_at TEXT NOT NULL,       -- local HH:MM
  added_at TEXT NOT NULL
) STRICT;

CREATE TABLE habits (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people(id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,          -- the name with its case folded
  kind TEXT NOT NULL CHECK (kind IN ('do', 'count', 'time', 'avoid')),
  unit TEXT,
  target REAL,
  by_time TEXT,                    -- local HH:MM
  times INTEGER NOT NULL,
  every_days INTEGER NOT NULL,     -- `times` in each `every_days`
  weekdays TEXT NOT NULL,          -- JSON list, Monday is 0; empty is any day
  part_of_day TEXT,
  schedule_words TEXT NOT NULL,
  smallest TEXT,
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  added_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX habits_one_active_name ON habits(person_id, name_key) WHERE archived = 0;
CREATE INDEX habits_by_name ON habits(person_id, name_key);

CREATE TABLE utterances (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people(id),
  source TEXT NOT NULL,
  request_id TEXT NOT NULL,
  text TEXT NOT NULL,
  heard_at TEXT NOT NULL,          -- UTC
  heard_local TEXT NOT NULL,       -- the same instant on the person's wall clock, with its offset
  zone TEXT NOT NULL,              -- the person's zone then
  day TEXT NOT NULL,               -- the person's local day then
  confidence REAL,                 -- 0 to 1
  words TEXT NOT NULL,             -- JSON list
  alternatives TEXT NOT NULL,      -- JSON list, best first
  kind TEXT,
  meaning TEXT,                    -- JSON
  reply TEXT,                      -- JSON; until it is there the utterance is not completed
  UNIQUE (source, request_id)
) STRICT;
CREATE INDEX utterances_by_day ON utterances(person_id, day);

CREATE TABLE aliases (
  id INTEGER PRIMARY KEY,
  habit_id INTEGER NOT NULL REFERENCES habits(id),
  alias TEXT NOT NULL,
  alias_key TEXT NOT NULL,         -- the alias with its case folded
  learned_from INTEGER REFERENCES utterances(id),
  added_at TEXT NOT NULL,
  UNIQUE (habit_id, alias_key)
) STRICT;

CREATE TABLE habit_changes (
  id INTEGER PRIMARY KEY,
  habit_id INTEGER NOT NULL REFERENCES habits(id),
  at TEXT NOT NULL,
  change TEXT NOT NULL,
  before TEXT                      -- JSON of the whole habit; NULL when it was added
) STRICT;
CREATE INDEX habit_changes_by_habit ON habit_changes(habit_id);

CREATE TABLE entries (
  id INTEGER PRIMARY KEY,
  utterance_id INTEGER NOT NULL REFERENCES utterances(id),
  person_id INTEGER NOT NULL REFERENCES people(id),
  day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
  kind TEXT NOT NULL CHECK (kind IN ('check_in', 'reflection', 'mood', 'plan')),
  habit_id INTEGER REFERENCES habits(id),
  state TEXT CHECK (state IN ('done', 'partly', 'missed', 'rest')),
  fraction REAL CHECK (fraction BETWEEN 0 AND 1),
  amount REAL,
  unit TEXT,
  clock TEXT,                      -- local HH:MM
  words TEXT,                      -- of a mood: JSON list
  effort TEXT,
  prompted INTEGER CHECK (prompted IN (0, 1)),
  rating REAL,
  scale REAL,
  text TEXT,
  CHECK ((amount IS NULL) = (unit IS NULL)),
  CHECK (kind <> 'check_in'
    OR (habit_id IS NOT NULL AND state IS NOT NULL AND words IS NOT NULL)),
  CHECK (kind = 'check_in'
    OR coalesce(state, fraction, amount, clock, effort, prompted) IS NULL),
  CHECK (kind IN ('check_in', 'plan') OR habit_id IS NULL),
  CHECK (kind IN ('check_in', 'mood') = (words IS NOT NULL)),
  CHECK (kind = 'mood' OR coalesce(rating, scale) IS NULL),
  CHECK (kind IN ('reflection', 'plan') = (text IS NOT NULL))
) STRICT;
CREATE INDEX entries_by_day ON entries(person_id, day);
CREATE INDEX entries_by_habit ON entries(habit_id, day);
CREATE INDEX entries_by_utterance ON entries(person_id, utterance_id);

CREATE TABLE rulings (
  id INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL REFERENCES entries(id),
  verdict TEXT NOT NULL CHECK (verdict IN ('retracted', 'restored')),
  by_utterance_id INTEGER REFERENCES utterances(id),
  decision INTEGER NOT NULL,       -- the first of the rulings that were made together
  at TEXT NOT NULL
) STRICT;
CREATE INDEX rulings_by_entry ON rulings(entry_id, id, verdict);

CREATE TABLE dialogues (
  person_id INTEGER PRIMARY KEY REFERENCES people(id),
  state TEXT NOT NULL,             -- JSON
  changed_at TEXT NOT NULL
) STRICT;
"""

# An utterance's text never changes, so the search index only ever grows.
_SEARCH = """
CREATE VIRTUAL TABLE utterances_fts USING fts5(
  text, content = 'utterances', content_rowid = 'id',
  tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER utterances_are_searchable AFTER INSERT ON utterances BEGIN
  INSERT INTO utterances_fts(rowid, text) VALUES (NEW.id, NEW.text);
END;
"""

# The triggers on INSERT stop INSERT OR REPLACE, which deletes without asking.
_APPEND_ONLY = """
CREATE TRIGGER {table}_are_never_deleted BEFORE DELETE ON {table} BEGIN
  SELECT RAISE(ABORT, '{table} are never deleted');
END;
CREATE TRIGGER {table}_are_never_replaced BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, '{table} are never replaced');
END;
"""

_UNCHANGING = """
CREATE TRIGGER {table}_are_never_changed BEFORE UPDATE ON {table} BEGIN
  SELECT RAISE(ABORT, '{table} are never changed');
END;
"""

_COMPLETED_ONCE = """
CREATE TRIGGER utterances_are_heard_once BEFORE INSERT ON utterances
WHEN EXISTS (
  SELECT 1 FROM utterances WHERE source = NEW.source AND request_id = NEW.request_id
) BEGIN
  SELECT RAISE(ABORT, 'an utterance is kept once');
END;
CREATE TRIGGER utterances_are_completed_once BEFORE UPDATE ON utterances
WHEN OLD.reply IS NOT NULL OR NEW.reply IS NULL
  OR (NEW.id, NEW.person_id, NEW.source, NEW.request_id, NEW.text, NEW.heard_at,
      NEW.heard_local, NEW.zone, NEW.day, NEW.confidence, NEW.words, NEW.alternatives)
  IS NOT
     (OLD.id, OLD.person_id, OLD.source, OLD.request_id, OLD.text, OLD.heard_at,
      OLD.heard_local, OLD.zone, OLD.day, OLD.confidence, OLD.words, OLD.alternatives)
BEGIN
  SELECT RAISE(ABORT, 'an utterance is completed once and otherwise never changed');
END;
"""

_VIEWS = """
CREATE VIEW retracted AS
SELECT entry_id, ruling_id, decision, at FROM (
  SELECT entry_id, verdict, decision, at, max(id) AS ruling_id FROM rulings GROUP BY entry_id
) WHERE verdict = 'retracted';

CREATE VIEW standing AS
SELECT * FROM entries WHERE (
  SELECT verdict FROM rulings WHERE entry_id = entries.id ORDER BY id DESC LIMIT 1
) IS NOT 'retracted';

CREATE VIEW check_ins AS
SELECT people.name AS person, habits.name AS habit, standing.day, state, fraction, amount,
  standing.unit, clock, standing.words, effort, prompted,
  utterances.heard_at AS said_at, utterances.source
FROM standing
JOIN people ON people.id = standing.person_id
JOIN habits ON habits.id = standing.habit_id
JOIN utterances ON utterances.id = standing.utterance_id
WHERE standing.kind = 'check_in'
ORDER BY standing.day, standing.id;

CREATE VIEW moods AS
SELECT people.name AS person, standing.day, rating, scale,
  (SELECT group_concat(value, ', ') FROM json_each(standing.words)) AS words,
  utterances.heard_at AS said_at, utterances.source
FROM standing
JOIN people ON people.id = standing.person_id
JOIN utterances ON utterances.id = standing.utterance_id
WHERE standing.kind = 'mood'
ORDER BY standing.day, standing.id;

CREATE VIEW reflections AS
SELECT people.name AS person, standing.day, standing.text,
  utterances.heard_at AS said_at, utterances.source
FROM standing
JOIN people ON people.id = standing.person_id
JOIN utterances ON utterances.id = standing.utterance_id
WHERE standing.kind = 'reflection'
ORDER BY standing.day, standing.id;

CREATE VIEW plans AS
SELECT people.name AS person, standing.day, habits.name AS habit, standing.text,
  utterances.heard_at AS said_at, utterances.source
FROM standing
JOIN people ON people.id = standing.person_id
LEFT JOIN habits ON habits.id = standing.habit_id
JOIN utterances ON utterances.id = standing.utterance_id
WHERE standing.kind = 'plan'
ORDER BY standing.day, standing.id;

CREATE VIEW days AS
SELECT people.name AS person, told.day, habits.name AS habit,
  told.state AS last_told, told.fraction, told.amount AS last_amount, told.amount_in_all,
  told.unit, told.times_told, told.times_done
FROM (
  SELECT person_id, day, habit_id, state, fraction, amount, unit, max(id) AS last_id,
    sum(amount) AS amount_in_all, count(*) AS times_told, sum(state = 'done') AS times_done
  FROM standing WHERE kind = 'check_in' GROUP BY person_id, day, habit_id
) AS told
JOIN people ON people.id = told.person_id
JOIN habits ON habits.id = told.habit_id
ORDER BY told.day, people.name, habits.id;
"""


@migrations()
def m001_journal(db: Database) -> None:
    """Make every table, index, trigger and view of the first journals."""
    _run(db, _TABLES + _SEARCH + _COMPLETED_ONCE)
    for table in ("utterances", "entries", "rulings", "habit_changes"):
        _run(db, _APPEND_ONLY.format(table=table))
    for table in ("entries", "rulings", "habit_changes"):
        _run(db, _UNCHANGING.format(table=table))
    _run(db, _VIEWS)


def _run(db: Database, script: str) -> None:
    # Within a transaction sqlite-utils' own executescript looks for the end at every character.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement.strip())
            statement = ""


SCHEMA_VERSION = 1
"""SQLite's `user_version` of a journal with every change applied: how many changes there are."""
