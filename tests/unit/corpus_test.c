/* The corpus of messy files: each NAME.csv in a folder of tests/unit/corpus, converted without
 * any option, is its NAME.expected.csv. How they were made is told in make.py there. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"

#define CORPUS   "tests/unit/corpus"
#define EXPECTED ".expected.csv"

enum { FILE_LIMIT = 1 << 20, FAULTS_LEAST = 65, FILES_LEAST = 600, TOGETHER_LEAST = 40 };

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), end_len = strlen(end);
    return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

/* True when the file gives what it should; says what differs. */
static bool converts(const char *fault, const char *name)
{
    char path[512], right[512];
    struct buffer expected = {0};
    snprintf(path, sizeof path, CORPUS "/%s/%s.csv", fault, name);
    snprintf(right, sizeof right, CORPUS "/%s/%s" EXPECTED, fault, name);
    assert_int_equal(file_read(right, FILE_LIMIT, &expected, NULL), STATUS_OK);
    struct fixture_run run =
        fixture_run((const char *const[]){"datajam", "convert", path, NULL}, NULL, NULL);
    bool same = run.status == 0 && span_equal(buffer_span(&run.out), buffer_span(&expected));
    if (!same)
        print_error("%s, status %d, gives:\n%s\n", path, run.status, buffer_span(&run.out).data);
    buffer_free(&expected);
    fixture_run_free(&run);
    return same;
}

/* Converts all files of a fault. */
static void convert_fault(const char *fault, int *files, int *wrong)
{
    char folder[512];
    snprintf(folder, sizeof folder, CORPUS "/%s", fault);
    DIR *dir = opendir(folder);
    int here = 0;
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char name[256];
        if (!ends_with(entry->d_name, ".csv") || ends_with(entry->d_name, EXPECTED))
            continue;
        snprintf(name, sizeof name, "%.*s", (int)(strlen(entry->d_name) - 4), entry->d_name);
        *wrong += !converts(fault, name);
        here++;
    }
    if (dir)
        closedir(dir);
    *files += here;
    if (dir && here < (strstr(fault, "together") ? TOGETHER_LEAST : 5))
        fail_msg("%s: only %d files", folder, here);
}

static void every_file_converts(void **state)
{
    (void)state;
    int faults = 0, files = 0, wrong = 0;
    DIR *dir = opendir(CORPUS);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] == '.' || strchr(entry->d_name, '.'))
            continue;
        convert_fault(entry->d_name, &files, &wrong);
        faults++;
    }
    closedir(dir);
    assert_true(faults >= FAULTS_LEAST);
    assert_true(files >= FILES_LEAST);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_file_converts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
