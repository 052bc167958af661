/*
 * The tour of README.md, walked as it stands there: in the first cell of each row the keys
 * in backticks are pressed (after "type" they are typed), and what stands in backticks in
 * the second must then be on the screen.
 */
#include "tests/support/check.h"

#include <string.h>

#include "core/base/buffer.h"
#include "core/base/file.h"
#include "tests/support/fixture.h"
#include "tests/support/vt.h"

#define BEGIN "<!-- tour: begin -->"
#define END   "<!-- tour: end -->"

enum { README_LIMIT = 1 << 20, TOKEN_SIZE = 200, LEAST_STEPS = 8 };

/* Called for each `token` of a cell; before is what stands between the last one and it. */
typedef void token_fn(struct vt *vt, const char *token, struct span before);

static void walk_tokens(struct vt *vt, struct span cell, token_fn *fn)
{
    const char *at = cell.data;
    const char *end = cell.data + cell.len;

    for (;;) {
        const char *open = memchr(at, '`', (size_t)(end - at));
        const char *close = open ? memchr(open + 1, '`', (size_t)(end - open - 1)) : NULL;
        char token[TOKEN_SIZE];

        if (!close)
            return;
        assert_true(close - open < TOKEN_SIZE);
        memcpy(token, open + 1, (size_t)(close - open - 1));
        token[close - open - 1] = '\0';
        fn(vt, token, span_of(at, (size_t)(open - at)));
        at = close + 1;
    }
}

static void press(struct vt *vt, const char *token, struct span before)
{
    if (memmem(before.data, before.len, "type", 4))
        vt_type(vt, token);
    else
        vt_keys(vt, token);
}

static void expect(struct vt *vt, const char *token, struct span before)
{
    (void)before;
    vt_expect(vt, token);
}

/* One row of the table: | keys | what is seen |. False: a row without keys. */
static bool walk_row(struct vt *vt, struct span row)
{
    const char *middle;
    const char *end = row.data + row.len;

    if (row.len < 3 || row.data[0] != '|' || !memchr(row.data, '`', row.len))
        return false;
    middle = memmem(row.data + 1, row.len - 1, " | ", 3);
    assert_non_null(middle);
    walk_tokens(vt, span_of(row.data, (size_t)(middle - row.data)), press);
    walk_tokens(vt, span_of(middle + 3, (size_t)(end - middle - 3)), expect);
    return true;
}

static void test_the_tour_works_as_written(void **state)
{
    const struct vt_options options = {.rows = 36, .cols = 120};
    const char *folder = fixture_path(fixture_folder(), "datajam-demo");
    struct vt *vt = vt_start(&options, VT_ARGS("datajam", "demo", folder));
    struct buffer readme = {0};
    const char *at;
    const char *end;
    int steps = 0;

    (void)state;
    assert_int_equal(file_read("README.md", README_LIMIT, &readme, NULL), STATUS_OK);
    at = strstr(readme.data, BEGIN);
    end = strstr(readme.data, END);
    assert_non_null(at);
    assert_non_null(end);
    for (; at < end; at += strcspn(at, "\n") + 1)
        steps += walk_row(vt, span_of(at, strcspn(at, "\n")));
    assert_true(steps >= LEAST_STEPS);
    vt_keys_end(vt, "F10");
    assert_true(vt_restored(vt));
    vt_free(vt);
    buffer_free(&readme);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_tour_works_as_written),
    };

    return cmocka_run_group_tests_name("tour", tests, NULL, NULL);
}
