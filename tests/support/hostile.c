/* The corpus of hostile statements, by what they are after. */
#include "tests/support/hostile.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "tests/support/check.h"

const char *const hostile_statements[] = {
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

const size_t hostile_count = sizeof hostile_statements / sizeof *hostile_statements;

_Static_assert(sizeof hostile_statements / sizeof *hostile_statements >= 120,
               "a corpus, not a handful");

char *hostile_sql(size_t index, const char *folder)
{
    const char *text = hostile_statements[index], *at = strstr(text, "FOLDER");
    struct buffer sql = {0};
    buffer_add(&sql, text, at ? (size_t)(at - text) : strlen(text));
    if (at) {
        buffer_add_string(&sql, folder);
        buffer_add_string(&sql, at + strlen("FOLDER"));
    }
    char *copy = strdup(sql.len ? sql.data : "");
    assert_non_null(copy);
    buffer_free(&sql);
    return copy;
}

bool hostile_is_endless(size_t index)
{
    return strstr(hostile_statements[index], "RECURSIVE") ||
           strstr(hostile_statements[index], "visits x");
}

/* Names and contents of all files of a folder. */
void hostile_take_stock(const char *folder, struct buffer *out)
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
