/* The two gates: what comes in is told by its content; what goes out is whole, allowed and
 * noted. */
#include "tests/support/check.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/columns.h"
#include "core/service/open.h"
#include "core/service/release.h"
#include "core/store/log.h"
#include "tests/support/team.h"

static char *folder;

static int make_folder(void **state)
{
    (void)state;
    folder = scratch_new();
    return 0;
}

static int drop_folder(void **state)
{
    (void)state;
    scratch_remove(folder);
    return 0;
}

static char *make_file(const char *name, const char *data, size_t len)
{
    char *path = scratch_path(folder, name);
    assert_int_equal(file_replace(path, span_of(data, len), 0644, NULL), STATUS_OK);
    return path;
}

static char *make_db(const char *name, enum db_kind kind, int64_t rows)
{
    char *path = scratch_path(folder, name);
    struct db *db;
    assert_int_equal(db_open(&db, path, kind, DB_CREATE, NULL), STATUS_OK);
    if (rows > 0)
        team_add_visits(db, rows);
    db_close(db);
    return path;
}

static enum file_kind kind_of(char *path)
{
    enum file_kind kind = FILE_KIND_COUNT;
    assert_int_equal(kind_of_file(path, &kind, NULL), STATUS_OK);
    free(path);
    return kind;
}

#define BYTES(text) text, sizeof(text) - 1

static void test_kinds_by_content(void **state)
{
    (void)state;
    assert_int_equal(kind_of(make_file("a.db", BYTES("a,b\n1,2\n"))), FILE_TEXT);
    assert_int_equal(kind_of(make_file("b.csv", BYTES("\xFF\xFE"
                                                      "a\0,\0b\0"))),
                     FILE_TEXT);
    assert_int_equal(kind_of(make_file("c.csv", BYTES("caf\xE9;1\n"))), FILE_TEXT);
    assert_int_equal(kind_of(make_file("d.csv", "", 0)), FILE_EMPTY);
    assert_int_equal(kind_of(make_file("e.csv", BYTES("%PDF-1.4\n"))), FILE_PDF);
    assert_int_equal(kind_of(make_file("f.csv", BYTES("\x1F\x8B\x08\0"))), FILE_COMPRESSED);
    assert_int_equal(kind_of(make_file("g.csv", BYTES("PK\003\004....xl/workbook.xml"))),
                     FILE_XLSX);
    assert_int_equal(kind_of(make_file("h.csv", BYTES("PK\003\004....word/doc.xml"))), FILE_ZIP);
    assert_int_equal(kind_of(make_file("i.csv", BYTES("\x7F"
                                                      "ELF\2\1\1\0\0\0"))),
                     FILE_BINARY);
    assert_int_equal(kind_of(make_file("j.csv", BYTES("SQLite format 3"))), FILE_TEXT);
    assert_int_equal(kind_of(make_db("k.csv", DB_TEAM, 0)), FILE_TEAM);
    assert_int_equal(kind_of(make_db("l.csv", DB_JAM, 0)), FILE_JAM);
    assert_int_equal(kind_of(strdup(folder)), FILE_FOLDER);
    char *pipe_path = scratch_path(folder, "m.csv");
    assert_int_equal(mkfifo(pipe_path, 0600), 0);
    assert_int_equal(kind_of(pipe_path), FILE_SPECIAL);
}

static void expect_refused(char *path, enum status wanted, const char *words)
{
    struct source source;
    struct error err = {0};
    assert_int_equal(source_open(&source, path, SOURCE_READ, &err), wanted);
    assert_null(source.db);
    if (!strstr(err.message, words))
        fail_msg("\"%s\" lacks \"%s\"", err.message, words);
    free(path);
}

static void test_wrong_sources_say_what_they_are(void **state)
{
    (void)state;
    expect_refused(scratch_path(folder, "none.db"), STATUS_NOT_FOUND, "no such file");
    expect_refused(strdup(folder), STATUS_WRONG_KIND, "folder");
    expect_refused(make_file("a", "", 0), STATUS_WRONG_KIND, "empty");
    expect_refused(make_file("b", BYTES("%PDF-")), STATUS_WRONG_KIND, "PDF");
    expect_refused(make_file("c", BYTES("PK\003\004 xl/")), STATUS_DAMAGED, "workbook is damaged");
    expect_refused(make_file("d", BYTES("\0\1\2")), STATUS_WRONG_KIND, "no text");
    expect_refused(make_db("e", DB_JAM, 0), STATUS_WRONG_KIND, "jam file");
    char *path = make_db("f", DB_TEAM, 0);
    foreign_sql(path, "PRAGMA user_version = 99");
    expect_refused(path, STATUS_NEWER, "newer datajam");
}

/* Opens what `name` means below the folder and gives its status. */
static enum status open_below(const char *name, struct error *err)
{
    struct source source;
    char *path = scratch_path(folder, name);
    enum status status = source_open(&source, path, SOURCE_READ, err);
    source_close(&source);
    free(path);
    return status;
}

static void test_teams_of_a_jam(void **state)
{
    struct error err = {0};
    (void)state;
    char *teams = scratch_path(folder, "jam/teams/north");
    assert_int_equal(file_make_folder(teams, NULL), STATUS_OK);
    free(teams);
    free(make_db("jam/teams/north/team.db", DB_TEAM, 0));
    assert_int_equal(open_below("jam/north", &err), STATUS_OK);
    assert_int_equal(open_below("jam/North/", &err), STATUS_OK);
    assert_int_equal(open_below("jam/teams/north", &err), STATUS_OK);
    assert_int_equal(open_below("jam/teams/north/team.db", &err), STATUS_OK);
    assert_int_equal(open_below("jam/nroth", &err), STATUS_NOT_FOUND);
    assert_non_null(strstr(err.message, "\"north\""));
    assert_int_equal(open_below("jam", &err), STATUS_WRONG_KIND);
    assert_non_null(strstr(err.message, "TEAM"));
    assert_int_equal(open_below("nojam/north", &err), STATUS_NOT_FOUND);
}

/* ---- going out ---- */

static const struct output_column columns[] = {{"name", COLUMN_TEXT}};

static enum status export_to(struct db *db, const char *path, bool replace, bool end,
                             struct error *err)
{
    const struct release_request request = {.db = db,
                                            .subject = "visits",
                                            .by = "Person A",
                                            .log = true,
                                            .path = path,
                                            .replace = replace,
                                            .format = OUTPUT_CSV};
    const struct value row = {.kind = VALUE_TEXT, .text = span_string("x")};
    struct release *release;
    enum status status = release_begin(&release, &request, columns, 1, err);
    if (status == STATUS_OK)
        status = release_row(release, &row, err);
    if (status == STATUS_OK && end)
        return release_end(release, err);
    if (status == STATUS_OK)
        release_drop(release);
    return status;
}

static void expect_text(const char *path, const char *text)
{
    struct buffer data = {0};
    assert_int_equal(file_read(path, 1000, &data, NULL), STATUS_OK);
    assert_string_equal(buffer_span(&data).data, text);
    buffer_free(&data);
}

static void test_files_are_whole_and_never_overwritten(void **state)
{
    char *path = scratch_path(folder, "out.csv");
    struct error err = {0};
    (void)state;
    assert_int_equal(export_to(NULL, path, false, false, &err), STATUS_OK);
    assert_false(file_exists(path)); /* given up: nothing is left */
    assert_int_equal(export_to(NULL, path, false, true, &err), STATUS_OK);
    expect_text(path, "name\nx\n");
    assert_int_equal(file_replace(path, span_string("mine"), 0644, NULL), STATUS_OK);
    assert_int_equal(export_to(NULL, path, false, true, &err), STATUS_EXISTS);
    expect_text(path, "mine");
    assert_int_equal(export_to(NULL, path, true, true, &err), STATUS_OK);
    expect_text(path, "name\nx\n");
    assert_int_equal(export_to(NULL, folder, true, true, &err), STATUS_WRONG_KIND);
    assert_int_equal(export_to(NULL, "/dev/null", true, true, &err), STATUS_INVALID);
    free(path);
    path = scratch_path(folder, "missing/out.csv");
    assert_int_equal(export_to(NULL, path, false, true, &err), STATUS_NOT_FOUND);
    free(path);
}

static void test_a_link_is_followed(void **state)
{
    char *path = make_file("real.csv", BYTES("old")), *link_path = scratch_path(folder, "link.csv");
    struct stat info;
    (void)state;
    assert_int_equal(symlink("real.csv", link_path), 0);
    assert_int_equal(export_to(NULL, link_path, true, true, NULL), STATUS_OK);
    expect_text(path, "name\nx\n");
    assert_int_equal(lstat(link_path, &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    free(path);
    free(link_path);
}

static void test_exports_are_noted(void **state)
{
    char *team = make_db("team.db", DB_TEAM, 0), *path = scratch_path(folder, "out.csv");
    struct arena *arena = arena_new();
    struct log_entry *entries;
    struct db *db;
    size_t count;
    (void)state;
    assert_int_equal(db_open(&db, team, DB_TEAM, DB_WRITE, NULL), STATUS_OK);
    assert_int_equal(export_to(db, path, false, true, NULL), STATUS_OK);
    assert_int_equal(log_list(db, arena, 0, 10, &entries, &count, NULL), STATUS_OK);
    assert_int_equal(count, 1);
    assert_string_equal(entries[0].action, "export");
    assert_string_equal(entries[0].by, "Person A");
    assert_non_null(strstr(entries[0].detail, "\"rows\":1"));
    db_close(db);
    /* Opened for reading, the file stays as it is. */
    assert_int_equal(db_open(&db, team, DB_TEAM, DB_READ, NULL), STATUS_OK);
    assert_int_equal(export_to(db, path, true, true, NULL), STATUS_OK);
    db_close(db);
    assert_int_equal(foreign_number(team, "SELECT count(*) FROM dj_log"), 1);
    arena_free(arena);
    free(team);
    free(path);
}

static void test_text_goes_the_same_way(void **state)
{
    char *path = scratch_path(folder, "cell.txt");
    struct release_request request = {.path = path};
    (void)state;
    assert_int_equal(release_text(&request, span_string("a cell"), NULL), STATUS_OK);
    expect_text(path, "a cell");
    assert_int_equal(release_text(&request, span_string("other"), NULL), STATUS_EXISTS);
    expect_text(path, "a cell");
    free(path);
}

/* ---- columns by name ---- */

static void test_lists_of_columns(void **state)
{
    struct column_info infos[] = {
        {.name = "age"}, {.name = "rent, monthly"}, {.name = "a\"b"}, {.name = "t:desc"}};
    const struct dataset_info dataset = {.name = "d", .columns = infos, .column_count = 4};
    struct arena *arena = arena_new();
    struct sort_key key;
    size_t *found, count;
    (void)state;
    assert_int_equal(
        column_find_list(&dataset, arena, "\"a\"\"b\",AGE,\"rent, monthly\"", &found, &count, NULL),
        STATUS_OK);
    assert_int_equal(count, 3);
    assert_int_equal(found[0], 2);
    assert_int_equal(found[1], 0);
    assert_int_equal(found[2], 1);
    assert_int_equal(column_find_list(&dataset, arena, "age,", &found, &count, NULL),
                     STATUS_NOT_FOUND);
    assert_int_equal(column_find_list(&dataset, arena, "", &found, &count, NULL), STATUS_NOT_FOUND);
    assert_int_equal(column_find_list(&dataset, arena, "\"age", &found, &count, NULL),
                     STATUS_INVALID);
    assert_int_equal(column_find_sort_key(&dataset, "age:desc", &key, NULL), STATUS_OK);
    assert_true(key.descending && key.column == 0);
    assert_int_equal(column_find_sort_key(&dataset, "t:desc", &key, NULL), STATUS_OK);
    assert_true(!key.descending && key.column == 3);
    assert_int_equal(column_find_sort_key(&dataset, "\"rent, monthly\":asc", &key, NULL),
                     STATUS_OK);
    assert_true(!key.descending && key.column == 1);
    assert_int_equal(column_find_sort_key(&dataset, "age:up", &key, NULL), STATUS_INVALID);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, make_folder, drop_folder)
        T(test_kinds_by_content),       T(test_wrong_sources_say_what_they_are),
        T(test_teams_of_a_jam),         T(test_files_are_whole_and_never_overwritten),
        T(test_a_link_is_followed),     T(test_exports_are_noted),
        T(test_text_goes_the_same_way), T(test_lists_of_columns),
    };
    return cmocka_run_group_tests_name("gates", tests, NULL, NULL);
}
