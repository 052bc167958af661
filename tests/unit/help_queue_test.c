/* The queue of calls for a coach: what may be done in which state, order, places, waiting. */
#include "core/jam/help_queue.h"

#include "tests/support/check.h"

static struct help_request request(const char *uuid, enum help_state state, int64_t at_ms)
{
    return (struct help_request){.uuid = uuid,
                                 .state = state,
                                 .text = "",
                                 .pane = "",
                                 .view = "",
                                 .by = "Robin",
                                 .at_ms = at_ms,
                                 .coach = state == HELP_COMING ? "Kim" : "",
                                 .tip = ""};
}

static void moves_fit_their_states(void **state)
{
    static const char allowed[HELP_MOVES][HELP_STATES] = {
        [HELP_CLAIM] = {1, 0, 0, 0},     [HELP_RELEASE] = {0, 1, 0, 0},
        [HELP_FINISH] = {1, 1, 0, 0},    [HELP_CANCEL] = {1, 1, 0, 0},
        [HELP_REOPEN] = {0, 0, 1, 1},    [HELP_CLOSE] = {1, 1, 0, 0},
        [HELP_TAKE_OVER] = {0, 0, 0, 0}, /* from oneself */
    };
    (void)state;
    for (int move = 0; move < HELP_MOVES; move++) {
        for (int from = 0; from < HELP_STATES; from++) {
            struct help_request one = request("a", (enum help_state)from, 1000);
            assert_int_equal(help_refused(&one, (enum help_move)move, "Kim") == TEXT_NONE,
                             allowed[move][from]);
        }
    }
}

static void one_coach_takes_it(void **state)
{
    struct help_request one = request("a", HELP_ASKED, 1000);
    (void)state;
    help_after(&one, HELP_CLAIM, "Kim", NULL, 61000);
    assert_int_equal(one.state, HELP_COMING);
    assert_string_equal(one.coach, "Kim");
    assert_int_equal(help_refused(&one, HELP_CLAIM, "Alex"), TEXT_HELP_TAKEN);
    assert_int_equal(help_refused(&one, HELP_CLAIM, "Kim"), TEXT_HELP_YOURS);
    assert_int_equal(help_refused(&one, HELP_RELEASE, "Alex"), TEXT_HELP_NOT_YOURS);
    assert_int_equal(help_waited_ms(&one, 999000), 60000);
    help_after(&one, HELP_FINISH, "Kim", "count people", 90000);
    assert_int_equal(help_refused(&one, HELP_TAKE_OVER, "Alex"), TEXT_HELP_IS_OVER);
    assert_int_equal(one.ended_ms, 90000);
    assert_string_equal(one.tip, "count people");
    assert_int_equal(help_waited_ms(&one, 999000), 60000);
}

static void another_coachs_call_is_taken_over_before_it_is_closed(void **state)
{
    struct help_request one = request("a", HELP_COMING, 1000);
    struct help_request free = request("b", HELP_ASKED, 1000);
    (void)state;
    assert_int_equal(help_refused(&one, HELP_CLOSE, "Alex"), TEXT_HELP_NOT_YOURS_TO_CLOSE);
    assert_int_equal(help_refused(&one, HELP_FINISH, "Robin"), TEXT_NONE); /* the team may */
    assert_int_equal(help_refused(&one, HELP_TAKE_OVER, "Kim"), TEXT_HELP_YOURS);
    assert_int_equal(help_refused(&one, HELP_TAKE_OVER, "Alex"), TEXT_NONE);
    help_after(&one, HELP_TAKE_OVER, "Alex", NULL, 2000);
    assert_int_equal(one.state, HELP_COMING);
    assert_string_equal(one.coach, "Alex");
    assert_int_equal(help_refused(&one, HELP_CLOSE, "Kim"), TEXT_HELP_NOT_YOURS_TO_CLOSE);
    assert_int_equal(help_refused(&one, HELP_CLOSE, "Alex"), TEXT_NONE);
    help_after(&free, HELP_CLOSE, "Alex", "count people", 3000);
    assert_int_equal(free.state, HELP_DONE);
    assert_string_equal(free.coach, "Alex");
    assert_string_equal(free.tip, "count people");
}

static void what_is_taken_up_again_stands_in_front(void **state)
{
    struct help_request old = request("old", HELP_ASKED, 1000), late = request("late", 0, 5000);
    const struct help_request *queue[] = {&late, &old};
    int64_t places[2];
    (void)state;
    help_after(&old, HELP_CLAIM, "Kim", NULL, 2000);
    help_after(&old, HELP_FINISH, "Kim", NULL, 3000);
    help_order(queue, 2);
    help_places(queue, 2, places);
    assert_ptr_equal(queue[0], &late);
    assert_int_equal(places[0], 1);
    assert_int_equal(places[1], 0);
    help_after(&old, HELP_REOPEN, "Robin", NULL, 6000);
    help_order(queue, 2);
    help_places(queue, 2, places);
    assert_ptr_equal(queue[0], &old);
    assert_int_equal(places[1], 2);
    assert_string_equal(old.coach, "");
    assert_int_equal(help_waited_ms(&old, 9000), 8000);
}

static void the_order_of_the_queue(void **state)
{
    struct help_request a = request("a", HELP_DONE, 100), b = request("b", HELP_COMING, 300),
                        c = request("c", HELP_ASKED, 400), d = request("d", HELP_ASKED, 200),
                        e = request("e", HELP_CANCELLED, 50), f = request("f", HELP_ASKED, 400);
    const struct help_request *queue[] = {&a, &b, &c, &d, &e, &f};
    static const char order[] = "dcfbea";
    int64_t places[6];
    (void)state;
    a.ended_ms = 500;
    e.ended_ms = 600;
    help_order(queue, 6);
    help_places(queue, 6, places);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(queue[i]->uuid[0], order[i]);
        assert_int_equal(places[i], i < 3 ? (int)i + 1 : 0);
    }
    help_order(queue, 0);
}

static void clocks_that_differ_give_no_negative_wait(void **state)
{
    struct help_request one = request("a", HELP_ASKED, 5000);
    (void)state;
    assert_int_equal(help_waited_ms(&one, 1000), 0);
    assert_int_equal(help_waited_ms(&one, 6500), 1500);
}

static void names_are_read_back(void **state)
{
    enum help_about about;
    enum help_state read;
    (void)state;
    for (int i = 0; i < HELP_ABOUTS; i++) {
        assert_true(help_about_from_name(span_string(help_about_name((enum help_about)i)), &about));
        assert_int_equal(about, i);
    }
    for (int i = 0; i < HELP_STATES; i++) {
        assert_true(help_state_from_name(span_string(help_state_name((enum help_state)i)), &read));
        assert_int_equal(read, i);
    }
    assert_true(help_about_from_name(span_string("Mean"), &about));
    assert_int_equal(about, HELP_MEANING);
    assert_false(help_about_from_name(span_string(""), &about));
    assert_false(help_about_from_name(span_string("meanings"), &about));
    assert_false(help_state_from_name(span_string("ask"), &read));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moves_fit_their_states),
        cmocka_unit_test(one_coach_takes_it),
        cmocka_unit_test(another_coachs_call_is_taken_over_before_it_is_closed),
        cmocka_unit_test(what_is_taken_up_again_stands_in_front),
        cmocka_unit_test(the_order_of_the_queue),
        cmocka_unit_test(clocks_that_differ_give_no_negative_wait),
        cmocka_unit_test(names_are_read_back),
    };
    return cmocka_run_group_tests_name("help queue", tests, NULL, NULL);
}
