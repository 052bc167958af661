/* Filtering as a new user does it, by what can be read on the screen at that moment. */
#include <stdio.h>

#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/sample.h"

static const struct {
    const char *name;
    int cols, rows;
} SIZES[] = {{"80x24", 80, 24}, {"120x40", 120, 40}};

static void golden(struct vt *vt, const char *what, const char *size)
{
    char name[64];
    snprintf(name, sizeof name, "%s-%s", what, size);
    vt_golden(vt, name);
}

static void values_are_ticked_and_a_condition_is_typed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        struct vt *vt = sample_start(sample_jam(), SIZES[i].cols, SIZES[i].rows);
        vt_keys(vt, "2");
        vt_expect(vt, "F2 Filter");
        vt_keys(vt, "F2");
        vt_expect(vt, "Filter: which column?");
        vt_keys(vt, "o f f i c e Enter");
        vt_expect(vt, "Space tick");
        vt_keys(vt, "Space Down Space");
        golden(vt, "values", SIZES[i].name);
        vt_expect(vt, "Enter filter");
        vt_keys(vt, "Enter");
        vt_expect(vt, "office in Riverside, Old Town");
        vt_expect(vt, "42,851 of 105,376 rows");
        vt_keys(vt, "F2 a g e Enter");
        vt_expect(vt, "F2 type");
        vt_keys(vt, "F2 > = Space 2 5");
        golden(vt, "condition", SIZES[i].name);
        vt_expect(vt, "Enter filters");
        vt_keys(vt, "Enter");
        vt_expect(vt, "age ≥ 25");
        golden(vt, "filtered", SIZES[i].name);
        vt_keys(vt, "u u");
        vt_expect(vt, "caseload_2019 ─ 105,376 rows");
        vt_keys_end(vt, "q");
        vt_free(vt);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_ticked_and_a_condition_is_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
