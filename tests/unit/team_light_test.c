/* The light of a team: what each sign makes of it, and which of two signs counts. */
#include "core/jam/team_light.h"

#include "tests/support/check.h"

enum { MINUTE = 60 * 1000 };

static void each_sign_has_its_light(void **state)
{
    static const int64_t now = INT64_C(1778580000000);
    static const struct {
        size_t people, findings, starred, without;
        int minutes; /* since something was made; -1: nothing yet */
        enum team_light light;
    } cases[] = {
        {0, 0, 0, 0, -1, LIGHT_NOBODY},   {0, 0, 0, 0, 3, LIGHT_NOBODY},
        {0, 2, 1, 1, 3, LIGHT_NOBODY},    {2, 0, 0, 0, -1, LIGHT_HERE},
        {2, 0, 0, 0, 20, LIGHT_HERE},     {2, 0, 0, 0, 19, LIGHT_WORKING},
        {1, 1, 0, 0, 90, LIGHT_FINDINGS}, {1, 3, 2, 1, 1, LIGHT_FINDINGS},
        {1, 3, 2, 0, 1, LIGHT_READY},     {0, 3, 2, 0, 1, LIGHT_READY},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct team_signs signs = {
            .people = cases[i].people,
            .now_ms = now,
            .work_ms = cases[i].minutes < 0 ? 0 : now - (int64_t)cases[i].minutes * MINUTE,
            .findings = cases[i].findings,
            .deck = {cases[i].starred, cases[i].without}};
        if (team_light(&signs) != cases[i].light)
            fail_msg("case %zu has light %d", i, (int)team_light(&signs));
    }
    for (int light = 0; light < TEAM_LIGHTS; light++)
        assert_true(*text_get(team_light_words((enum team_light)light)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_sign_has_its_light),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
