/*
 * The schemas, and how a file comes from an older version to today's. A step, once
 * released, is never edited: a change of schema is a new step at the end. All steps of
 * one file run in one transaction.
 *
 * Conventions: times are milliseconds since 1970 (…_ms); types, qualities and roles are
 * stored as their names; ids come from dj_sequence and are never used again. An agenda's
 * starts is in minutes after midnight.
 */
#include "core/store/migrate.h"

#include <stddef.h>
#include <stdio.h>

#include "core/store/db_internal.h"

enum { TEAM_ID = 0x646A544D /* djTM */, JAM_ID = 0x646A4A4D /* djJM */ };

#define COMMON_1                                                                                   \
    "CREATE TABLE dj_meta(key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;"      \
    "CREATE TABLE dj_sequence(name TEXT PRIMARY KEY NOT NULL, next INTEGER NOT NULL)"              \
    " WITHOUT ROWID;"                                                                              \
    "CREATE TABLE dj_person(id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"                    \
    " name TEXT NOT NULL UNIQUE COLLATE NOCASE, role TEXT NOT NULL DEFAULT '',"                    \
    " team TEXT NOT NULL DEFAULT '', created_ms INTEGER NOT NULL);"                                \
    "CREATE TABLE dj_log(id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"                       \
    " at_ms INTEGER NOT NULL, by TEXT NOT NULL, action TEXT NOT NULL,"                             \
    " kind TEXT NOT NULL DEFAULT '', subject TEXT NOT NULL DEFAULT '',"                            \
    " detail TEXT NOT NULL DEFAULT '', undo TEXT NOT NULL DEFAULT '',"                             \
    " undone TEXT NOT NULL DEFAULT '');"                                                           \
    "CREATE INDEX dj_log_subject ON dj_log(kind, subject);"

/* 4: the board. A card's texts are columns of their own, so that any SQLite tool can read
 * them; card, a and b are ids of cards. dj_card_rival keeps what somebody wrote while someone
 * else changed the same field, until one of them is chosen. Evidence is never edited. */
#define BOARD_4                                                                                    \
    "CREATE TABLE dj_card(id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"                      \
    " kind TEXT NOT NULL, \"column\" TEXT NOT NULL, position REAL NOT NULL,"                       \
    " star INTEGER NOT NULL DEFAULT 0, archived INTEGER NOT NULL DEFAULT 0,"                       \
    " text TEXT NOT NULL DEFAULT '', caveat TEXT NOT NULL DEFAULT '',"                             \
    " follows TEXT NOT NULL DEFAULT '', seen TEXT NOT NULL DEFAULT '',"                            \
    " verdict TEXT NOT NULL DEFAULT '', barrier TEXT NOT NULL DEFAULT '',"                         \
    " remover TEXT NOT NULL DEFAULT '', whom TEXT NOT NULL DEFAULT '',"                            \
    " due TEXT NOT NULL DEFAULT '', measure TEXT NOT NULL DEFAULT '',"                             \
    " dataset TEXT NOT NULL DEFAULT '', assignee TEXT NOT NULL DEFAULT '',"                        \
    " tags TEXT NOT NULL DEFAULT '', theme TEXT NOT NULL DEFAULT '',"                              \
    " revision INTEGER NOT NULL DEFAULT 1, by TEXT NOT NULL, at_ms INTEGER NOT NULL,"              \
    " changed_by TEXT NOT NULL, changed_ms INTEGER NOT NULL);"                                     \
    "CREATE TABLE dj_card_link(a INTEGER NOT NULL, b INTEGER NOT NULL,"                            \
    " PRIMARY KEY(a, b), CHECK(a < b)) WITHOUT ROWID;"                                             \
    "CREATE TABLE dj_card_rival(uuid TEXT PRIMARY KEY NOT NULL, card INTEGER NOT NULL,"            \
    " field TEXT NOT NULL, text TEXT NOT NULL, by TEXT NOT NULL, at_ms INTEGER NOT NULL)"          \
    " WITHOUT ROWID;"                                                                              \
    "CREATE TABLE dj_evidence(id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"                  \
    " card INTEGER NOT NULL, kind TEXT NOT NULL, dataset INTEGER NOT NULL,"                        \
    " dataset_name TEXT NOT NULL, view TEXT NOT NULL, title TEXT NOT NULL,"                        \
    " sentence TEXT NOT NULL, filters TEXT NOT NULL, n INTEGER NOT NULL,"                          \
    " snapshot TEXT NOT NULL, by TEXT NOT NULL, at_ms INTEGER NOT NULL,"                           \
    " removed INTEGER NOT NULL DEFAULT 0);"                                                        \
    "CREATE INDEX dj_evidence_card ON dj_evidence(card);"                                          \
    "CREATE TRIGGER dj_evidence_stays BEFORE UPDATE OF uuid, kind, dataset, dataset_name,"         \
    " view, title, sentence, filters, n, snapshot, by, at_ms ON dj_evidence"                       \
    " BEGIN SELECT RAISE(ABORT, 'evidence is not edited'); END;"

/* 7: calls for a coach, and what was said about them; help is the id of a call. */
#define HELP_7                                                                                     \
    "CREATE TABLE dj_help(id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"                      \
    " about TEXT NOT NULL, state TEXT NOT NULL, text TEXT NOT NULL, pane TEXT NOT NULL,"           \
    " view TEXT NOT NULL, by TEXT NOT NULL, at_ms INTEGER NOT NULL,"                               \
    " place INTEGER NOT NULL DEFAULT 0, coach TEXT NOT NULL DEFAULT '',"                           \
    " claimed_ms INTEGER NOT NULL DEFAULT 0, ended_ms INTEGER NOT NULL DEFAULT 0,"                 \
    " tip TEXT NOT NULL DEFAULT '');"                                                              \
    "CREATE TABLE dj_help_line(id INTEGER PRIMARY KEY, help INTEGER NOT NULL,"                     \
    " text TEXT NOT NULL, by TEXT NOT NULL, at_ms INTEGER NOT NULL);"

/* dj_dataset.edits is counted up by triggers on the dataset's table whenever a row changes
 * after the import; counted_edits is its value when rows and contiguous were last right;
 * ddl is the table's CREATE statement as published, so that foreign DDL is noticed.
 * dj_misfit.column is the id in dj_column. */
static const char *const team_steps[] = {
    COMMON_1
    "CREATE TABLE dj_topic(id INTEGER PRIMARY KEY CHECK(id = 1), name TEXT NOT NULL,"
    " page TEXT NOT NULL, dictionary TEXT NOT NULL, at_ms INTEGER NOT NULL);"
    "CREATE TABLE dj_dataset(id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"
    " name TEXT NOT NULL UNIQUE COLLATE NOCASE, label TEXT NOT NULL DEFAULT '',"
    " grain TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '',"
    " decision TEXT NOT NULL DEFAULT '', imported_by TEXT NOT NULL DEFAULT '',"
    " imported_ms INTEGER NOT NULL, rows INTEGER NOT NULL, aside INTEGER NOT NULL DEFAULT 0,"
    " contiguous INTEGER NOT NULL DEFAULT 1, edits INTEGER NOT NULL DEFAULT 0,"
    " counted_edits INTEGER NOT NULL DEFAULT 0, ddl TEXT NOT NULL DEFAULT '');"
    "CREATE TABLE dj_column(id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL,"
    " position INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,"
    " reason TEXT NOT NULL DEFAULT '', label TEXT NOT NULL DEFAULT '',"
    " meaning TEXT NOT NULL DEFAULT '', caution TEXT NOT NULL DEFAULT '',"
    " quality TEXT NOT NULL DEFAULT '', role TEXT NOT NULL DEFAULT '',"
    " value_order TEXT NOT NULL DEFAULT '', misfits INTEGER NOT NULL DEFAULT 0,"
    " UNIQUE(dataset, position));"
    "CREATE TABLE dj_misfit(dataset INTEGER NOT NULL, row INTEGER NOT NULL,"
    " \"column\" INTEGER NOT NULL, text TEXT NOT NULL,"
    " PRIMARY KEY(dataset, row, \"column\")) WITHOUT ROWID;"
    "CREATE TABLE dj_aside(id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL,"
    " line INTEGER NOT NULL, reason TEXT NOT NULL, text TEXT NOT NULL);"
    "CREATE INDEX dj_aside_dataset ON dj_aside(dataset, line);"
    "CREATE TABLE dj_import(id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"
    " dataset TEXT NOT NULL, staging TEXT NOT NULL UNIQUE, host TEXT NOT NULL,"
    " pid INTEGER NOT NULL, pid_started INTEGER NOT NULL DEFAULT 0,"
    " started_ms INTEGER NOT NULL, seen_ms INTEGER NOT NULL);"
    "CREATE TABLE dj_view(uuid TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL,"
    " version INTEGER NOT NULL, json TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 1,"
    " by TEXT NOT NULL, at_ms INTEGER NOT NULL) WITHOUT ROWID;",
    /* 2: datasets as columns; the key is made in chunk.c. */
    "CREATE TABLE dj_chunk(id INTEGER PRIMARY KEY, data BLOB NOT NULL);",
    /* 3: rows that were loaded otherwise than they stood in the file, and what stood there. */
    ("CREATE TABLE dj_repair(dataset INTEGER NOT NULL, row INTEGER NOT NULL,"
     " line INTEGER NOT NULL, kind TEXT NOT NULL, before TEXT NOT NULL,"
     " PRIMARY KEY(dataset, row)) WITHOUT ROWID;"),
    BOARD_4,
    /* 5: columns that are worked out from others. sql is the expression in the table; revision
     * is another one each time the recipe changes. */
    ("CREATE TABLE dj_recipe(\"column\" INTEGER PRIMARY KEY, dataset INTEGER NOT NULL,"
     " json TEXT NOT NULL, sql TEXT NOT NULL, revision INTEGER NOT NULL, by TEXT NOT NULL,"
     " at_ms INTEGER NOT NULL);"
     "CREATE INDEX dj_recipe_dataset ON dj_recipe(dataset);"),
    /* 6: what the team says of columns; seen are the filters it was seen under, in words. */
    ("CREATE TABLE dj_column_mark(\"column\" INTEGER PRIMARY KEY, quality TEXT NOT NULL,"
     " line TEXT NOT NULL, seen TEXT NOT NULL, by TEXT NOT NULL, at_ms INTEGER NOT NULL);"),
    HELP_7,
    /* 8: statements of SQL that the team has asked, each once, with its last run (at_ms 0: none
     * yet); those with a name are kept until somebody takes it away. */
    ("CREATE TABLE dj_query(id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '',"
     " sql TEXT NOT NULL UNIQUE, by TEXT NOT NULL, at_ms INTEGER NOT NULL,"
     " ms INTEGER NOT NULL DEFAULT 0, rows INTEGER NOT NULL DEFAULT 0);"
     "CREATE UNIQUE INDEX dj_query_name ON dj_query(name COLLATE NOCASE) WHERE name <> '';"),
    /* 9: what the team's lead has ticked off. */
    "CREATE TABLE dj_lead(item TEXT PRIMARY KEY NOT NULL, by TEXT NOT NULL,"
    " at_ms INTEGER NOT NULL) WITHOUT ROWID;",
};

static const char *const jam_steps[] = {
    COMMON_1 "CREATE TABLE dj_agenda(position INTEGER PRIMARY KEY, title TEXT NOT NULL,"
             " kind TEXT NOT NULL DEFAULT '', starts INTEGER NOT NULL, minutes INTEGER NOT NULL,"
             " fixed INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '');"
             "CREATE TABLE dj_team(id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"
             " name TEXT NOT NULL UNIQUE COLLATE NOCASE, topic TEXT NOT NULL DEFAULT '',"
             " folder TEXT NOT NULL DEFAULT '', group_name TEXT NOT NULL DEFAULT '',"
             " created_ms INTEGER NOT NULL);",
    /* 2: what was done to the clock of the day; never edited. */
    "CREATE TABLE dj_clock(id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, by TEXT NOT NULL,"
    " action TEXT NOT NULL, minutes INTEGER NOT NULL, begin_ms INTEGER NOT NULL,"
    " midnight_ms INTEGER NOT NULL, speed INTEGER NOT NULL);",
    /* 3: the agenda as it was before it was changed by an entry of dj_clock; never edited. */
    ("CREATE TABLE dj_agenda_was(clock INTEGER NOT NULL, position INTEGER NOT NULL,"
     " title TEXT NOT NULL, kind TEXT NOT NULL, starts INTEGER NOT NULL,"
     " minutes INTEGER NOT NULL, fixed INTEGER NOT NULL, note TEXT NOT NULL,"
     " PRIMARY KEY(clock, position)) WITHOUT ROWID;"),
};

/* What a kind of file is made of. */
struct schema {
    int64_t application_id;
    const char *const *steps; /* steps[v] takes version v to v + 1 */
    int version;
    int oldest_readable;
};

static const struct schema schemas[] = {
    [DB_TEAM] = {TEAM_ID, team_steps, sizeof team_steps / sizeof *team_steps, 1},
    [DB_JAM] = {JAM_ID, jam_steps, sizeof jam_steps / sizeof *jam_steps, 1},
};

int64_t migrate_application_id(enum db_kind kind)
{
    return schemas[kind].application_id;
}

int migrate_version(enum db_kind kind)
{
    return schemas[kind].version;
}

int migrate_oldest_readable(enum db_kind kind)
{
    return schemas[kind].oldest_readable;
}

static enum status run_steps(struct db *db, const struct schema *schema, int version,
                             struct error *err)
{
    /* Read under the lock: another program may have migrated the file meanwhile. */
    int64_t from = 0;
    enum status status = db_read_integer(db, "PRAGMA user_version", 0, &from, err);
    for (int64_t v = from; status == STATUS_OK && v < version; v++)
        status = db_run(db, schema->steps[v], err);
    if (status != STATUS_OK || from >= version)
        return status;
    char sql[96];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %lld; PRAGMA user_version = %d",
             (long long)schema->application_id, version);
    return db_run(db, sql, err);
}

enum status migrate_to(struct db *db, int version, struct error *err)
{
    const struct schema *schema = &schemas[db->kind];
    if (version > schema->version)
        version = schema->version;
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = run_steps(db, schema, version, err);
    if (status == STATUS_OK)
        status = db_commit(db, err);
    else
        db_rollback(db);
    if (status == STATUS_OK && db->version < version)
        db->version = version;
    return status;
}
