/* Checks of a file: SQLite's own, and a table of rules for the registers. */
#include "core/store/check.h"

#include <string.h>

#include "core/store/db_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- SQLite ---- */

/* What integrity_check says of an index that does not go with its table. */
static bool is_about_index(const char *line)
{
    return strstr(line, "missing from index") || strstr(line, "wrong # of entries in index") ||
           strstr(line, "non-unique entry in index");
}

enum status check_integrity(struct db *db, struct arena *arena, const char ***lines, size_t *count,
                            bool *indexes, struct error *err)
{
    struct statement statement;
    bool row = true;
    *count = 0;
    *indexes = true;
    *lines = arena_array(arena, CHECK_LINES, sizeof **lines);
    if (!*lines)
        return no_memory(err);
    enum status status = statement_open(&statement, db, "PRAGMA integrity_check(30)", err);
    while (status == STATUS_OK && row && *count < CHECK_LINES) {
        status = statement_step(&statement, &row, err);
        const char *line =
            status == STATUS_OK && row ? statement_string(&statement, 0, arena) : NULL;
        if (!line || strcmp(line, "ok") == 0)
            continue;
        *indexes = *indexes && is_about_index(line);
        (*lines)[(*count)++] = line;
    }
    statement_close(&statement);
    *indexes = *indexes && *count > 0;
    return status;
}

enum status check_mend_indexes(struct db *db, struct error *err)
{
    enum status status = db_begin(db, err);
    if (status == STATUS_OK)
        status = db_run(db, "REINDEX", err);
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}

/* ---- the registers ---- */

#define NO_DATASET "dataset NOT IN (SELECT id FROM dj_dataset)"
#define NO_CARD    "card NOT IN (SELECT id FROM dj_card)"

/* `find` gives a count and the first name; `mend` is run whole. */
static const struct {
    const char *find;
    const char *mend;
    enum text_id words, loses;
    bool damage;
    int since; /* version of the schema */
} rules[] = {
    {"SELECT count(*), min(name) FROM dj_dataset d WHERE NOT EXISTS(SELECT 1 FROM sqlite_master m"
     " WHERE m.type = 'table' AND m.name = d.name COLLATE NOCASE)",
     NULL, TEXT_CHECK_NO_TABLE, TEXT_NONE, true, 1},
    {"SELECT count(*), min(name) FROM dj_column WHERE " NO_DATASET,
     "DELETE FROM dj_column WHERE " NO_DATASET, TEXT_CHECK_STRAY_COLUMNS, TEXT_CHECK_LOSES_NOTHING,
     false, 1},
    {"SELECT count(*), '' FROM dj_misfit WHERE " NO_DATASET,
     "DELETE FROM dj_misfit WHERE " NO_DATASET, TEXT_CHECK_STRAY_MISFITS, TEXT_CHECK_LOSES_NOTHING,
     false, 1},
    {"SELECT count(*), '' FROM dj_aside WHERE " NO_DATASET,
     "DELETE FROM dj_aside WHERE " NO_DATASET, TEXT_CHECK_STRAY_ASIDE, TEXT_CHECK_LOSES_NOTHING,
     false, 1},
    {"SELECT count(*), '' FROM dj_card_link WHERE a NOT IN (SELECT id FROM dj_card)"
     " OR b NOT IN (SELECT id FROM dj_card)",
     "DELETE FROM dj_card_link WHERE a NOT IN (SELECT id FROM dj_card)"
     " OR b NOT IN (SELECT id FROM dj_card)",
     TEXT_CHECK_STRAY_LINKS, TEXT_CHECK_LOSES_NOTHING, false, 4},
    {"SELECT count(*), min(text) FROM dj_card_rival WHERE " NO_CARD, NULL, TEXT_CHECK_STRAY_TEXTS,
     TEXT_NONE, true, 4},
    {"SELECT count(*), min(title) FROM dj_evidence WHERE NOT removed AND " NO_CARD, NULL,
     TEXT_CHECK_STRAY_EVIDENCE, TEXT_NONE, true, 4},
};

enum { RULES = sizeof rules / sizeof *rules };

static enum status try_rule(struct db *db, struct arena *arena, size_t rule,
                            struct check_broken *out, bool *broken, struct error *err)
{
    struct statement statement;
    bool row = false;
    enum status status = statement_open(&statement, db, rules[rule].find, err);
    if (status == STATUS_OK)
        status = statement_step(&statement, &row, err);
    *broken = row && statement_integer(&statement, 0) > 0;
    if (*broken) {
        *out = (struct check_broken){.rule = rule,
                                     .words = rules[rule].words,
                                     .count = statement_integer(&statement, 0),
                                     .name = statement_string(&statement, 1, arena),
                                     .loses = rules[rule].loses,
                                     .damage = rules[rule].damage};
        if (!out->name)
            status = no_memory(err);
    }
    statement_close(&statement);
    return status;
}

enum status check_registers(struct db *db, struct arena *arena, struct check_broken **out,
                            size_t *count, struct error *err)
{
    enum status status = STATUS_OK;
    *count = 0;
    *out = arena_array(arena, RULES, sizeof **out);
    if (!*out)
        return no_memory(err);
    for (size_t i = 0; i < RULES && status == STATUS_OK; i++) {
        bool broken = false;
        if (rules[i].since > db_version(db))
            continue;
        status = try_rule(db, arena, i, &(*out)[*count], &broken, err);
        *count += broken;
    }
    return status;
}

enum status check_mend_rule(struct db *db, size_t rule, struct error *err)
{
    return rules[rule].mend ? db_run(db, rules[rule].mend, err) : STATUS_OK;
}
