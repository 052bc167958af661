/*
 * Statements that mean harm: what they would change, read, use up or crash. Each runs as any
 * query does; afterwards every file of the team's folder is the same to the byte, nothing new is
 * there, each was answered with words, and the time it took stays near its limit.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/service/query.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"

static const struct helper_job jobs[] = {{QUERY_JOB, query_job}};

enum { LIMIT_MS = 150, HARMLESS_MS = 60000, ANSWER_MS = 30000 /* a busy machine under valgrind */ };

/* Refused, or stopped; each gives STATUS_INVALID. FOLDER stands for the team's folder. */
static const char *const hostile[] = {
    /* files and other databases */
    "ATTACH 'FOLDER/new.db' AS x",
    "ATTACH ':memory:' AS x",
    "ATTACH '/etc/passwd' AS x",
    "DETACH main",
    "VACUUM",
    "VACUUM INTO 'FOLDER/copy.db'",
    "VACUUM main INTO 'FOLDER/copy.db'",
    "EXPLAIN VACUUM INTO 'FOLDER/copy.db'",
    "SELECT readfile('/etc/passwd')",
    "SELECT writefile('FOLDER/x', 'y')",
    "SELECT load_extension('FOLDER/x.so')",
    "SELECT load_extension('x', 'y')",
    "SELECT edit('x', 'vi')",
    "SELECT fts3_tokenizer('x', x'4141414141414141')",
    "SELECT fts3_tokenizer('simple')",
    "SELECT sqlite_log(1, 'x')",
    "SELECT * FROM fsdir('/')",
    "SELECT * FROM csv('/etc/passwd')",
    "SELECT * FROM zipfile('x')",
    "CREATE VIRTUAL TABLE temp.t USING fts3(x)",
    "CREATE VIRTUAL TABLE t USING fts5(x)",
    "CREATE VIRTUAL TABLE t USING rtree(a, b, c)",
    "CREATE VIRTUAL TABLE t USING dbstat",
    "CREATE VIRTUAL TABLE t USING csv(filename='/etc/passwd')",
    /* changes */
    "INSERT INTO visits(office) VALUES('x')",
    "INSERT INTO visits(office) VALUES('x') RETURNING office",
    "UPDATE visits SET office = 'x'",
    "UPDATE visits SET office = 'x' RETURNING 1",
    "DELETE FROM visits",
    "DELETE FROM visits RETURNING office",
    "REPLACE INTO visits(dj_row, office) VALUES(1, 'x')",
    "WITH a AS (SELECT 1) DELETE FROM visits",
    "WITH a AS (SELECT 1) UPDATE visits SET office = 'x' RETURNING office",
    "DROP TABLE visits",
    "DROP TABLE IF EXISTS nothing",
    "ALTER TABLE visits RENAME TO other",
    "ALTER TABLE visits ADD COLUMN x",
    "ALTER TABLE visits DROP COLUMN age",
    "CREATE TABLE t(x)",
    "CREATE TABLE t AS SELECT 1",
    "CREATE TEMP TABLE t(x)",
    "CREATE TEMPORARY TABLE t AS SELECT * FROM visits",
    "CREATE VIEW v AS SELECT 1",
    "CREATE TEMP VIEW v AS SELECT * FROM dj_meta",
    "CREATE INDEX i ON visits(office)",
    "CREATE TRIGGER t AFTER INSERT ON visits BEGIN SELECT 1; END",
    "CREATE TEMP TRIGGER t AFTER INSERT ON visits BEGIN DELETE FROM visits; END",
    "REINDEX",
    "ANALYZE",
    "ANALYZE visits",
    "BEGIN",
    "BEGIN EXCLUSIVE",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT s",
    "RELEASE s",
    /* settings */
    "PRAGMA writable_schema = ON",
    "PRAGMA writable_schema",
    "PRAGMA journal_mode = WAL",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA journal_mode",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA query_only = OFF",
    "PRAGMA trusted_schema = ON",
    "PRAGMA mmap_size = 1000000000",
    "PRAGMA cache_size = 1000000000",
    "PRAGMA temp_store = FILE",
    "PRAGMA temp_store_directory = 'FOLDER'",
    "PRAGMA user_version = 99",
    "PRAGMA application_id = 1",
    "PRAGMA wal_checkpoint",
    "PRAGMA incremental_vacuum",
    "PRAGMA optimize",
    "PRAGMA integrity_check",
    "PRAGMA hard_heap_limit = 0",
    "PRAGMA soft_heap_limit = 0",
    "PRAGMA case_sensitive_like = ON",
    "PRAGMA encoding = 'UTF-16'",
    "PRAGMA main.table_info(dj_meta)",
    "PRAGMA key = 'x'",
    "PRAGMA data_store_directory = 'x'",
    "SELECT * FROM pragma_journal_mode('wal')",
    "SELECT * FROM pragma_user_version(5)",
    /* what is not for queries */
    "SELECT * FROM dj_meta",
    "SELECT * FROM \"DJ_Meta\"",
    "SELECT * FROM main.dj_log",
    "SELECT (SELECT count(*) FROM dj_person)",
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM dj_card)",
    "WITH d AS (SELECT * FROM dj_log) SELECT * FROM d",
    "SELECT office FROM visits UNION SELECT name FROM dj_person",
    "SELECT v.office FROM visits v JOIN dj_dataset d ON 1",
    "SELECT * FROM pragma_table_info('dj_meta')",
    "SELECT * FROM dbstat",
    "SELECT * FROM sqlite_dbpage",
    "SELECT data FROM sqlite_dbpage('main') WHERE pgno = 1",
    "SELECT * FROM sqlite_stmt",
    "SELECT * FROM sqlite_sequence",
    "SELECT * FROM bytecode('SELECT 1')",
    "SELECT sqlite_offset(office) FROM visits",
    /* several at once, and none */
    "SELECT 1; DROP TABLE visits",
    "SELECT 1; SELECT 2",
    "SELECT 1;;; ATTACH 'FOLDER/new.db' AS x",
    "SELECT 1 /* ; */; DELETE FROM visits; --",
    "",
    "   \n\t ",
    "-- only a remark",
    "/* unfinished",
    "SELECT 'unfinished",
    "SELECT \"unfinished",
    "SELECT",
    "\xff\xfe",
    "SELECT \xff\xfe FROM visits",
    "SELECT * FROM \xc0\xaf",
    /* without an end */
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c",
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c",
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION SELECT x + 1 FROM c) SELECT max(x) FROM c",
    "WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x * 1.1 FROM c) SELECT sum(x) FROM c",
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c ORDER BY 1) SELECT x FROM c",
    ("SELECT count(*) FROM visits a, visits b, visits c, visits d, visits e, visits f, visits g, "
     "visits h, visits i, visits j, visits k, visits l, visits m, visits n, visits o, visits p, "
     "visits q, visits r, visits s, visits t, visits u, visits v, visits w, visits x"),
    ("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 100000) SELECT count(*) "
     "FROM c a, c b WHERE a.x < b.x"),
    /* large */
    "SELECT printf('%.*c', 1000000000, 'x')",
    "SELECT length(zeroblob(1000000000))",
    "SELECT zeroblob(2147483647)",
    "SELECT randomblob(1000000000)",
    "SELECT hex(zeroblob(15000000))",
    "SELECT replace(hex(zeroblob(1000000)), '0', hex(zeroblob(1000000)))",
    "SELECT replace(printf('%.*c', 10000000, 'x'), 'x', 'xxxxxxxxxx')",
    "WITH RECURSIVE c(x) AS (SELECT 'x' UNION ALL SELECT x || x FROM c) SELECT max(x) FROM c",
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT group_concat(x) FROM c",
    ("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT json_group_array(x) "
     "FROM c"),
    ("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT randomblob(1000000) "
     "FROM c ORDER BY 1"),
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT median(x) FROM c",
    ("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT DISTINCT "
     "hex(randomblob(500)) FROM c"),
    "SELECT json_extract(printf('%.*c', 100000, '['), '$')",
    "SELECT abs(-9223372036854775808)",
    /* patterns */
    "SELECT printf('%.*c', 40, 'a') || '!' REGEXP '^(a+)+$'",
    "SELECT printf('%.*c', 60, 'a') || 'b' REGEXP '^(a|aa)+$'",
    ("SELECT regexp_replace(printf('%.*c', 1000000, 'a'), 'a', "
     "'$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0')"),
    "SELECT 'a' REGEXP '('",
    "SELECT 'a' REGEXP '(?<n>'",
    "SELECT 'a' REGEXP '\\C'",
    "SELECT 'a' REGEXP '(?R){99999}'",
    "SELECT percentile(age, 'x') FROM visits",
    "SELECT date_parse('x', '%')",
};

_Static_assert(sizeof hostile / sizeof *hostile >= 120, "a corpus, not a handful");

/* These give something, or nothing, and no harm either. */
static const char *const harmless[] = {
    "SELECT length(printf('%1000000000d', 1))",
    "SELECT printf('%.*c', 60, 'a') REGEXP '(a|a)*b'",
    "SELECT * FROM sqlite_master LIMIT 1",
    "SELECT 'abc' LIKE '%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%b'",
    "SELECT fold('\xcd\xb4\xcd\xb4'), fingerprint('\xe2\x80\xae')",
    "SELECT levenshtein(printf('%.*c', 100000, 'a'), printf('%.*c', 100000, 'b'))",
    "SELECT CAST(x'ff00fe' AS TEXT), char(0), char(1114111), x'00'",
    "SELECT age('9999-12-31', '0000-01-01'), month('99999-01-01')",
    "EXPLAIN SELECT * FROM visits",
    "SELECT 9e999, -9e999, 9e999 - 9e999",
};

struct fixture {
    struct helper *helper;
    struct db *db;
    const char *folder;
};

/* Names and contents of all files of a folder. */
static void take_stock(const char *folder, struct buffer *out)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        if (entries[i]->d_name[0] != '.') {
            char *path = file_join(folder, entries[i]->d_name);
            buffer_add_string(out, entries[i]->d_name);
            assert_int_equal(file_read(path, 1 << 24, out, NULL), STATUS_OK);
            free(path);
        }
        free(entries[i]);
    }
    free(entries);
}

static enum status run(struct fixture *f, struct span sql, int64_t limit_ms, struct error *err)
{
    struct query *query = query_new();
    struct query_request request = {
        .helper = f->helper, .db = f->db, .sql = sql, .limit_ms = limit_ms};
    int64_t begun = clock_steady_ms();
    enum status status = query_run(query, &request, err);
    assert_true(clock_steady_ms() - begun < ANSWER_MS);
    query_free(query);
    return status;
}

static void refuse_one(struct fixture *f, const char *name, struct span sql)
{
    struct error err = {0};
    enum status status = run(f, sql, LIMIT_MS, &err);
    if (status != STATUS_INVALID || strlen(err.message) < 20)
        fail_msg("%.100s: status %d, \"%s\"", name, (int)status, err.message);
}

static void refuse_table(struct fixture *f)
{
    size_t step = getenv("DATAJAM_SLOW") ? 7 : 1; /* under valgrind a child takes half a second */
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i += step) {
        struct buffer sql = {0};
        const char *at = strstr(hostile[i], "FOLDER");
        size_t len = at ? (size_t)(at - hostile[i]) : strlen(hostile[i]);
        buffer_add(&sql, hostile[i], len);
        if (at) {
            buffer_add_string(&sql, f->folder);
            buffer_add_string(&sql, at + strlen("FOLDER"));
        }
        refuse_one(f, hostile[i], buffer_span(&sql));
        buffer_free(&sql);
    }
}

/* count times the text between begin and end. */
static void refuse_repeated(struct fixture *f, const char *begin, const char *text, size_t count,
                            const char *end)
{
    struct buffer sql = {0};
    buffer_add_string(&sql, begin);
    for (size_t i = 0; i < count; i++)
        buffer_add_string(&sql, text);
    buffer_add_string(&sql, end);
    refuse_one(f, text, buffer_span(&sql));
    buffer_free(&sql);
}

static void refuse_long_ones(struct fixture *f)
{
    refuse_repeated(f, "SELECT ", "(", 100000, "1");
    refuse_repeated(f, "SELECT ", "1+", 100000, "1");
    refuse_repeated(f, "SELECT ", "-", 50000, "1");
    refuse_repeated(f, "SELECT ", "NOT ", 50000, "1");
    refuse_repeated(f, "SELECT 1", ", 1", 100000, "");
    refuse_repeated(f, "SELECT 1", " UNION ALL SELECT 1", 40000, "");
    refuse_repeated(f, "SELECT ", "(SELECT ", 20000, "1");
    refuse_repeated(f, "SELECT coalesce(1", ", 1", 2000, ")");
    refuse_repeated(f, "SELECT '", "x", 10000000, "'");
    refuse_repeated(f, "", "x", 10000000, "");
    refuse_repeated(f, "SELECT ", "?, ", 2000, "1");
}

static int open_team(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    const char *team = fixture_team("visits", "office,age\nMillpond,31\nOld Town,44\nRiverside,9\n"
                                              "Millpond,31\nOld Town,44\nRiverside,9\n");
    char *slash;
    if (db_open(&f->db, team, DB_TEAM, DB_WRITE, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    char *folder = strdup(team);
    slash = strrchr(folder, '/');
    *slash = '\0';
    f->folder = folder;
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    free((char *)(uintptr_t)f->folder);
    return 0;
}

static void does_no_harm(void **state)
{
    struct fixture *f = *state;
    struct buffer before = {0}, after = {0};
    take_stock(f->folder, &before);
    refuse_table(f);
    refuse_long_ones(f);
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
        struct error err = {0};
        if (run(f, span_string(harmless[i]), HARMLESS_MS, &err) != STATUS_OK)
            fail_msg("%s: %s", harmless[i], err.message);
    }
    take_stock(f->folder, &after);
    assert_int_equal(before.len, after.len);
    assert_memory_equal(before.data, after.data, before.len);
    buffer_free(&before);
    buffer_free(&after);
}

int main(void)
{
    static struct fixture fixture;
    fixture_folder();
    if (helper_start(&fixture.helper, jobs, 1, NULL) != STATUS_OK)
        return 1;
    const struct CMUnitTest tests[] = {
        {"does_no_harm", does_no_harm, open_team, close_team, &fixture},
    };
    int failed = cmocka_run_group_tests_name("query_hostile", tests, NULL, NULL);
    helper_stop(fixture.helper);
    return failed;
}
