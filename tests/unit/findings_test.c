/*
 * What findings.csv says can be found in the sample data: each command is run on the
 * full-size data as an import leaves them, and gives the figure that stands beside it.
 */
#include "tests/support/check.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/file.h"
#include "core/ingest/small_csv.h"
#include "core/jam/sample.h"
#include "core/service/import.h"
#include "core/store/db.h"
#include "tests/support/fixture.h"

#define FINDINGS "sample-data/social-assistance/findings.csv"
#define BEFORE   "sqlite3 TEAM.db \""

enum { FIELDS = 6, FINDINGS_MAX = 100, FINDINGS_LEAST = 3, MYTHS_LEAST = 1 };

struct finding {
    const char *topic;
    const char *kind;
    const char *claim;
    const char *dataset;
    const char *command;
    const char *figure;
};

struct findings {
    struct arena *arena;
    struct finding list[FINDINGS_MAX];
    size_t count;
};

static enum status add_finding(void *context, const struct span *fields, size_t count, int64_t line,
                               struct error *err)
{
    struct findings *findings = context;
    const char *texts[FIELDS];

    (void)err;
    assert_int_equal(count, FIELDS);
    assert_true(findings->count < FINDINGS_MAX);
    if (line == 1)
        return STATUS_OK;
    for (size_t i = 0; i < FIELDS; i++)
        texts[i] = arena_copy(findings->arena, fields[i]);
    findings->list[findings->count++] =
        (struct finding){texts[0], texts[1], texts[2], texts[3], texts[4], texts[5]};
    return STATUS_OK;
}

static int read_findings(void **state)
{
    struct findings *findings = calloc(1, sizeof(*findings));
    struct buffer text = {0};

    assert_non_null(findings);
    findings->arena = arena_new();
    assert_int_equal(file_read(FINDINGS, 1 << 20, &text, NULL), STATUS_OK);
    assert_int_equal(small_csv_read(buffer_span(&text), add_finding, findings, NULL), STATUS_OK);
    buffer_free(&text);
    *state = findings;
    return 0;
}

static int forget_findings(void **state)
{
    struct findings *findings = *state;

    arena_free(findings->arena);
    free(findings);
    return 0;
}

static bool to_file(void *context, struct span bytes)
{
    return fwrite(bytes.data, 1, bytes.len, context) == bytes.len;
}

/* Writes one dataset whole and imports it. */
static void import_dataset(struct db *db, const struct sample *sample,
                           const struct sample_dataset *dataset, const char *folder)
{
    const struct import_options options = {.by = "test"};
    struct import_result result;
    struct error err = {0};
    char name[80];
    const char *path;
    FILE *file;

    snprintf(name, sizeof(name), "%s.csv", dataset->name);
    path = fixture_path(folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(sample_write(sample, dataset, 0, to_file, file));
    assert_int_equal(fclose(file), 0);
    if (import_file(db, path, &options, &result, &err) != STATUS_OK)
        fail_msg("%s: %s", name, err.message);
    assert_int_equal(result.rows_aside, 0);
    assert_string_equal(result.dataset, dataset->name);
    import_result_free(&result);
    assert_int_equal(remove(path), 0);
}

/* A team file with all datasets of one topic. */
static const char *make_team(const struct sample *sample, const char *topic, const char *folder)
{
    size_t count;
    const struct sample_dataset *datasets = sample_datasets(&count);
    const char *path;
    char name[80];
    struct db *db;

    snprintf(name, sizeof(name), "%s.db", topic);
    path = fixture_path(folder, name);
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(datasets[i].topic, topic) == 0)
            import_dataset(db, sample, &datasets[i], folder);
    }
    db_close(db);
    return path;
}

/* The SQL of a command, its quotes taken off. */
static char *command_sql(struct arena *arena, const struct finding *finding)
{
    const size_t len = strlen(finding->command);

    if (strncmp(finding->command, BEFORE, strlen(BEFORE)) != 0 ||
        finding->command[len - 1] != '"' || strpbrk(finding->command + strlen(BEFORE), "$`\\") ||
        strchr(finding->command + strlen(BEFORE), '"') != finding->command + len - 1)
        fail_msg("not to be run as it stands: %s", finding->command);
    return arena_copy(arena, span_of(finding->command + strlen(BEFORE), len - strlen(BEFORE) - 1));
}

/* Rows as the sqlite3 program writes them: values parted by bars, a line for each. */
static void run_sql(sqlite3 *db, const char *sql, struct buffer *out)
{
    sqlite3_stmt *statement;
    int rc;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sqlite3_errmsg(db), sql);
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW) {
        if (out->len > 0)
            buffer_add_byte(out, '\n');
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const unsigned char *text = sqlite3_column_text(statement, i);

            if (i > 0)
                buffer_add_byte(out, '|');
            buffer_add_string(out, text ? (const char *)text : "");
        }
    }
    assert_int_equal(rc, SQLITE_DONE);
    sqlite3_finalize(statement);
}

static void check_topic(const struct findings *findings, const char *topic, const char *team)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open_v2(team, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->list[i];
        struct buffer figure = {0};

        if (strcmp(finding->topic, topic) != 0)
            continue;
        run_sql(db, command_sql(findings->arena, finding), &figure);
        if (strcmp(buffer_span(&figure).data, finding->figure) != 0)
            fail_msg("%s\n  has %s, not %s", finding->claim, buffer_span(&figure).data,
                     finding->figure);
        buffer_free(&figure);
    }
    sqlite3_close(db);
}

static void test_each_command_gives_its_figure(void **state)
{
    const char *folder = fixture_folder();
    struct sample *sample = sample_new();
    size_t count;
    const struct sample_dataset *datasets = sample_datasets(&count);

    if (getenv("DATAJAM_SLOW")) {
        sample_free(sample);
        skip();
    }
    assert_non_null(sample);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && strcmp(datasets[i - 1].topic, datasets[i].topic) == 0)
            continue;
        check_topic(*state, datasets[i].topic, make_team(sample, datasets[i].topic, folder));
    }
    sample_free(sample);
}

static void test_each_topic_has_findings_and_a_myth(void **state)
{
    const struct findings *findings = *state;
    size_t count;
    const struct sample_dataset *datasets = sample_datasets(&count);

    for (size_t i = 0; i < count; i++) {
        int found = 0;
        int myths = 0;

        for (size_t f = 0; f < findings->count; f++) {
            if (strcmp(findings->list[f].topic, datasets[i].topic) != 0)
                continue;
            found += strcmp(findings->list[f].kind, "finding") == 0;
            myths += strcmp(findings->list[f].kind, "myth") == 0;
        }
        assert_true(found >= FINDINGS_LEAST);
        assert_true(myths >= MYTHS_LEAST);
    }
}

/* The dataset that a finding names is one of its topic, and its command reads it. */
static void test_each_finding_names_its_dataset(void **state)
{
    const struct findings *findings = *state;
    size_t count;
    const struct sample_dataset *datasets = sample_datasets(&count);

    for (size_t f = 0; f < findings->count; f++) {
        const struct finding *finding = &findings->list[f];
        bool known = false;
        char from[80];

        for (size_t i = 0; i < count; i++)
            known |= strcmp(datasets[i].topic, finding->topic) == 0 &&
                     strcmp(datasets[i].name, finding->dataset) == 0;
        snprintf(from, sizeof(from), "FROM %s", finding->dataset);
        if (!known || !strstr(finding->command, from))
            fail_msg("%s: %s", finding->dataset, finding->claim);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_topic_has_findings_and_a_myth),
        cmocka_unit_test(test_each_finding_names_its_dataset),
        cmocka_unit_test(test_each_command_gives_its_figure),
    };

    return cmocka_run_group_tests_name("findings", tests, read_findings, forget_findings);
}
