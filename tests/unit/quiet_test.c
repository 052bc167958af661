/* Quiet teams: eight recorded teams, in the order in which a coach goes to them and with the
 * reason; what never raises an alarm; the borders of the rules. */
#include "core/jam/quiet.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"

enum { MINUTE = 60 * 1000, NOW = 90, EVENTS_MOST = 80 };

static const int64_t morning = INT64_C(1778580000000);

struct recorded {
    int minute;
    enum quiet_event_kind kind;
    const char *person;
    const char *words;
};

#define LAST                                                                                       \
    {                                                                                              \
        0, QUIET_COME, NULL, NULL                                                                  \
    }

static const struct recorded stuck[] = {{0, QUIET_COME, "Robin", NULL},
                                        {2, QUIET_COME, "Kim", NULL},
                                        {30, QUIET_WORK, "Robin", NULL},
                                        {48, QUIET_WORK, "Kim", NULL},
                                        {49, QUIET_VIEW, "Robin", "Pivot · office × sex"},
                                        {51, QUIET_VIEW, "Kim", "Pivot · office × sex"},
                                        {60, QUIET_VIEW, "Robin", "Pivot · office × sex"},
                                        {70, QUIET_KEY, "Robin", NULL},
                                        {88, QUIET_KEY, "Kim", NULL},
                                        {89, QUIET_KEY, "Robin", NULL},
                                        LAST};
static const struct recorded reading[] = {
    {60, QUIET_COME, "Robin", NULL}, {60, QUIET_VIEW, "Robin", "Topic · The data"},
    {62, QUIET_COME, "Kim", NULL},   {62, QUIET_VIEW, "Kim", "Topic · Tips"},
    {75, QUIET_KEY, "Robin", NULL},  {86, QUIET_KEY, "Kim", NULL},
    {89, QUIET_KEY, "Robin", NULL},  LAST};
static const struct recorded absent[] = {
    {0, QUIET_COME, "Robin", NULL},  {5, QUIET_VIEW, "Robin", "Data · visits"},
    {40, QUIET_WORK, "Robin", NULL}, {61, QUIET_KEY, "Robin", NULL},
    {62, QUIET_GO, "Robin", NULL},   LAST};
static const struct recorded fast[] = {{0, QUIET_COME, "Robin", NULL},
                                       {1, QUIET_COME, "Kim", NULL},
                                       {70, QUIET_VIEW, "Robin", "Pivot · office"},
                                       {74, QUIET_WORK, "Robin", NULL},
                                       {80, QUIET_VIEW, "Kim", "Chart · bars"},
                                       {84, QUIET_UNDO, "Kim", NULL},
                                       {85, QUIET_WORK, "Kim", NULL},
                                       {88, QUIET_VIEW, "Robin", "Data · visits"},
                                       {89, QUIET_KEY, "Kim", NULL},
                                       LAST};
static const struct recorded undoing[] = {{0, QUIET_COME, "Robin", NULL},
                                          {75, QUIET_WORK, "Robin", NULL},
                                          {81, QUIET_UNDO, "Robin", NULL},
                                          {82, QUIET_UNDO, "Robin", NULL},
                                          {82, QUIET_UNDO, "Robin", NULL},
                                          {84, QUIET_VIEW, "Robin", "Data · visits"},
                                          {85, QUIET_UNDO, "Robin", NULL},
                                          {86, QUIET_UNDO, "Robin", NULL},
                                          {88, QUIET_UNDO, "Robin", NULL},
                                          {89, QUIET_UNDO, "Robin", NULL},
                                          LAST};
static const struct recorded alone[] = {{0, QUIET_COME, "Robin", NULL},
                                        {1, QUIET_COME, "Kim", NULL},
                                        {2, QUIET_COME, "Alex", NULL},
                                        {40, QUIET_KEY, "Kim", NULL},
                                        {44, QUIET_KEY, "Alex", NULL},
                                        {70, QUIET_VIEW, "Robin", "Pivot · office"},
                                        {80, QUIET_WORK, "Robin", NULL},
                                        {89, QUIET_KEY, "Robin", NULL},
                                        LAST};

static const struct team {
    const char *name, *phase;
    const struct recorded *events;
} teams[] = {
    {"absent", "analysis", absent},    {"alone", "analysis", alone},
    {"fast", "analysis", fast},        {"lunch", "lunch", absent},
    {"presenting", "showcase", stuck}, {"reading", "analysis", reading},
    {"stuck", "analysis", stuck},      {"undoing", "analysis", undoing},
};
enum { TEAMS = sizeof teams / sizeof *teams };

static void judge(const struct recorded *recorded, const struct quiet_when *when,
                  struct quiet_judgement *out)
{
    struct quiet_event events[EVENTS_MOST];
    size_t count = 0;
    for (; recorded[count].person; count++)
        events[count] = (struct quiet_event){morning + (int64_t)recorded[count].minute * MINUTE,
                                             recorded[count].kind, recorded[count].person,
                                             recorded[count].words};
    quiet_judge(events, count, when, out);
}

static struct quiet_when at(int minute, const char *phase)
{
    return (struct quiet_when){.now_ms = morning + (int64_t)minute * MINUTE, .phase = phase};
}

struct judged {
    const struct team *team;
    struct quiet_judgement judgement;
};

static int in_order(const void *a, const void *b)
{
    const struct judged *left = a, *right = b;
    int order = quiet_compare(&left->judgement, &right->judgement);
    return order ? order : strcmp(left->team->name, right->team->name);
}

static void eight_teams_come_in_their_order(void **state)
{
    static const struct {
        const char *name, *words;
    } expected[TEAMS] = {
        {"undoing", "7 steps taken back within 10 minutes"},
        {"stuck", "the same view for 41 minutes: Pivot · office × sex"},
        {"absent", "nobody here for 28 minutes"},
        {"alone", "only Robin works; no key of the other consoles for 46 minutes"},
        {"fast", ""},
        {"lunch", ""},
        {"presenting", ""},
        {"reading", ""},
    };
    struct judged judged[TEAMS];
    char words[200];
    (void)state;
    for (size_t i = 0; i < TEAMS; i++) {
        struct quiet_when when = at(NOW, teams[i].phase);
        judged[i].team = &teams[i];
        judge(teams[i].events, &when, &judged[i].judgement);
    }
    qsort(judged, TEAMS, sizeof *judged, in_order);
    for (size_t i = 0; i < TEAMS; i++) {
        quiet_words(&judged[i].judgement, words, sizeof words);
        assert_string_equal(judged[i].team->name, expected[i].name);
        assert_string_equal(words, expected[i].words);
    }
}

static void no_alarm_where_people_talk_or_eat(void **state)
{
    static const char *const phases[] = {"huddle", "lunch", "Lunch", "kick-off", "showcase"};
    (void)state;
    for (size_t p = 0; p < sizeof phases / sizeof *phases; p++) {
        for (size_t i = 0; i < TEAMS; i++) {
            struct quiet_when when = at(NOW, phases[p]);
            struct quiet_judgement judgement;
            judge(teams[i].events, &when, &judgement);
            assert_int_equal(judgement.reason, QUIET_NONE);
        }
    }
}

static void nothing_counts_from_before_the_phase(void **state)
{
    struct quiet_when when = at(NOW, "analysis");
    struct quiet_judgement judgement;
    (void)state;
    when.phase_since_ms = morning + (int64_t)80 * MINUTE; /* lunch has just ended */
    judge(absent, &when, &judgement);
    assert_int_equal(judgement.reason, QUIET_NONE);
    judge(stuck, &when, &judgement);
    assert_int_equal(judgement.reason, QUIET_NONE);
    when.now_ms = morning + (int64_t)92 * MINUTE; /* the patience of the new phase is over */
    judge(absent, &when, &judgement);
    assert_int_equal(judgement.reason, QUIET_AWAY);
    assert_int_equal(judgement.minutes, 12);
}

static void who_has_called_is_in_the_queue_already(void **state)
{
    struct quiet_when when = at(NOW, "analysis");
    struct quiet_judgement judgement;
    (void)state;
    when.asked = true;
    judge(stuck, &when, &judgement);
    assert_int_equal(judgement.reason, QUIET_NONE);
    assert_int_equal(judgement.here, 2);
}

static void silence_looks_different_with_someone_there(void **state)
{
    static const struct recorded silent[] = {
        {0, QUIET_COME, "Robin", NULL}, {70, QUIET_KEY, "Robin", NULL}, LAST};
    static const struct recorded others_work[] = {{0, QUIET_COME, "Robin", NULL},
                                                  {70, QUIET_KEY, "Robin", NULL},
                                                  {85, QUIET_WORK, "elsewhere", NULL},
                                                  LAST};
    struct quiet_when when = at(NOW, "analysis");
    struct quiet_judgement judgement;
    char words[100];
    (void)state;
    judge(silent, &when, &judgement);
    quiet_words(&judgement, words, sizeof words);
    assert_string_equal(words, "1 here, but no key for 20 minutes");
    judge(others_work, &when, &judgement); /* something came from the command line */
    assert_int_equal(judgement.reason, QUIET_NONE);
}

static void looking_around_for_long_is_a_reason(void **state)
{
    static const struct recorded around[] = {{0, QUIET_COME, "Robin", NULL},
                                             {40, QUIET_VIEW, "Robin", "Data · visits"},
                                             {60, QUIET_VIEW, "Robin", "Chart · bars"},
                                             {84, QUIET_VIEW, "Robin", "Pivot · office"},
                                             {89, QUIET_KEY, "Robin", NULL},
                                             LAST};
    struct quiet_when when = at(NOW, "");
    struct quiet_judgement judgement;
    (void)state;
    judge(around, &when, &judgement);
    assert_int_equal(judgement.reason, QUIET_NONE); /* six minutes at the pivot */
    when = at(115, "");
    judge(around, &when, &judgement);
    assert_int_equal(judgement.reason, QUIET_AWAY);
    assert_int_equal(judgement.minutes, 26);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_teams_come_in_their_order),
        cmocka_unit_test(no_alarm_where_people_talk_or_eat),
        cmocka_unit_test(nothing_counts_from_before_the_phase),
        cmocka_unit_test(who_has_called_is_in_the_queue_already),
        cmocka_unit_test(silence_looks_different_with_someone_there),
        cmocka_unit_test(looking_around_for_long_is_a_reason),
    };
    return cmocka_run_group_tests_name("quiet", tests, NULL, NULL);
}
