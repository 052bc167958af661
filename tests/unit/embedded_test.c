/* The files inside the program are those of the source tree. */
#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/embedded.h"
#include "core/base/file.h"

#define AGENDA "sample-data/social-assistance/agenda.csv"

static void test_find_gives_the_bytes_of_the_source_tree(void **state)
{
    struct buffer file = {0};
    struct span inside;

    (void)state;
    assert_true(embedded_find(AGENDA, &inside));
    assert_int_equal(file_read(AGENDA, 1 << 20, &file, NULL), STATUS_OK);
    assert_int_equal(inside.len, file.len);
    assert_memory_equal(inside.data, file.data, file.len);
    assert_int_equal(inside.data[inside.len], 0);
    assert_false(embedded_find("sample-data/social-assistance/no-such.csv", NULL));
    buffer_free(&file);
}

static void test_next_walks_a_prefix_only(void **state)
{
    const struct embedded_file *file = NULL;
    size_t count = 0;

    (void)state;
    while ((file = embedded_next("sample-data/", file)) != NULL) {
        assert_int_equal(strncmp(file->path, "sample-data/", 12), 0);
        assert_null(strstr(file->path, "/data/"));
        count++;
    }
    assert_true(count > 0);
    assert_null(embedded_next("no-such-folder/", NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find_gives_the_bytes_of_the_source_tree),
        cmocka_unit_test(test_next_walks_a_prefix_only),
    };

    return cmocka_run_group_tests_name("embedded", tests, NULL, NULL);
}
