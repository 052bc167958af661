/* Keys of values that are probably the same, and the groups that they make. */
#include "core/analysis/cleaning.h"

#include <string.h>

#include "tests/support/check.h"

static void check_key(const char *text, const char *expected)
{
    struct buffer key = {0};
    assert_true(cleaning_fingerprint(span_string(text), &key));
    assert_string_equal(buffer_span(&key).data, expected);
    buffer_free(&key);
}

static void check_ngrams(const char *text, size_t n, const char *expected)
{
    struct buffer key = {0};
    assert_true(cleaning_ngrams(span_string(text), n, &key));
    assert_string_equal(buffer_span(&key).data, expected);
    buffer_free(&key);
}

/* Published with OpenRefine, whose key this is, but for its own spelling of ø and a few rare
 * letters that it folds besides. */
static void test_published_fingerprints(void **state)
{
    (void)state;
    check_key("the multi multi word test", "multi test the word");
    check_key(" école ÉCole ecoLe ", "ecole");
    check_key("a b c d", "a b c d");
    check_key(" d c b a ", "a b c d");
    check_key("\tABC \t DEF ", "abc def");
    check_key("bbb\taaa", "aaa bbb");
    check_key("\u00D0\u00F0\u00DE\u00FE", "ddthth");
    check_key("ﬀﬁﬂﬃﬅﬆ", "fffiflffistst");
    check_key("ÀÁÂÃÄÅàáâãäåĀāĂăĄą", "aaaaaaaaaaaaaaaaaa");
    check_key("ÇçĆćĈĉĊċČč", "cccccccccc");
    check_key("ÈÉÊËèéêëĒēĔĕĖėĘęĚě", "eeeeeeeeeeeeeeeeee");
    check_key("ĜĝĞğĠġĢģĤĥ", "gggggggghh");
    check_key("ÌÍÎÏìíîïĨĩĪīĬĭĮįİ", "iiiiiiiiiiiiiiiii");
    check_key("ı", "i");
    check_key("ĴĵĶķ", "jjkk");
    check_key("ĹĺĻļĽľŁł", "llllllll");
    check_key("ĿŀÑñŃńŅņŇň", "llnnnnnnnn");
    check_key("ÒÓÔÕÖòóôõöŌōŎŏŐő", "oooooooooooooooo");
    check_key("ŔŕŖŗŘřŚśŜŝŞşŠšſ", "rrrrrrsssssssss");
    check_key("ŢţŤťÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲų", "ttttuuuuuuuuuuuuuuuuuuuu");
    check_key("ŴŵÝýÿŶŷŸŹźŻżŽž", "wwyyyyyyzzzzzz");
    check_key("Ẁẁẛẞạ", "wwsssa");
    check_key("a\t\nb\vc\fd\re\xC2\x85"
              "f\u00A0g\u1680h\u2000i\u2001j\u2002k\u2003l\u2004m\u2005n\u2006o"
              "\u2007p\u2008q\u2009r\u200As\u2028t\u2029u\u202Fv\u205Fw\u3000z",
              "a b c d e f g h i j k l m n o p q r s t u v w z");
    check_key("", "");
}

static void test_fingerprints(void **state)
{
    (void)state;
    check_key("ß Æ ø Œ ł", "ae l o oe ss");
    check_key("Straße", "strasse");
    check_key("Cambridge, City of", "cambridge city of");
    check_key("O'Brien-Smith & Co. (1999)", "1999 co obriensmith");
    check_key("a\x01"
              "b\u200Bc\u00ADd",
              "abcd");
    check_key("«¡Hola!» “x” – 5 £ …", "5 hola x £");
    check_key("ＡＢＣ １２ x²", "12 abc x2");
    check_key("Ⅳ ½", "1⁄2 iv");
    check_key("Москва МОСКВА", "москва");
    check_key(" . , ", "");
    check_key("e\u0301a\u0308", "ea");
    check_key("bad \xFF byte", "bad byte \xEF\xBF\xBD");
}

static void test_ngrams(void **state)
{
    (void)state;
    check_ngrams("abcdefg", 2, "abbccddeeffg");
    check_ngrams("hello", 1, "ehlo");
    check_ngrams("he!llo,. world", 1, "dehlorw");
    check_ngrams("\x01"
                 "a, !b-c_d\u00A0d\tz\x03",
                 3, "abcbcdcddddz");
    check_ngrams("Krzysztof", 2, "krofrzsztoysztzy");
    check_ngrams("New York", 2, "ewneorrkwyyo");
    check_ngrams("newyork", 2, "ewneorrkwyyo");
    check_ngrams("x", 2, "");
    check_ngrams("", 2, "");
    check_ngrams("ab", 0, "");
}

static void check_distance(const char *a, const char *b, size_t limit, size_t expected)
{
    assert_int_equal(cleaning_distance(span_string(a), span_string(b), limit), expected);
    assert_int_equal(cleaning_distance(span_string(b), span_string(a), limit), expected);
}

static void test_distances(void **state)
{
    (void)state;
    char lengthy[CLEANING_DISTANCE_MAX + 2];
    memset(lengthy, 'x', sizeof lengthy);
    lengthy[sizeof lengthy - 1] = '\0';
    check_distance("kitten", "sitting", 5, 3);
    check_distance("kitten", "sitting", 2, 3);
    check_distance("saturday", "sunday", 9, 3);
    check_distance("", "abc", 3, 3);
    check_distance("", "abcdef", 3, 4);
    check_distance("same", "same", 0, 0);
    check_distance("é", "e", 1, 1);
    check_distance(lengthy, "x", 2, 3);
}

static struct cleaning_groups groups_of(const struct cleaning_value *values, size_t count,
                                        enum cleaning_way ways, struct arena *arena)
{
    struct cleaning_groups out;
    assert_true(cleaning_find_groups(values, count, ways, NULL, arena, &out));
    return out;
}

static void check_group(const struct cleaning_value *values, const struct cleaning_group *group,
                        enum cleaning_way way, int64_t rows, const char *members)
{
    struct buffer text = {0};
    for (size_t i = 0; i < group->count; i++) {
        buffer_add_string(&text, i ? "|" : "");
        buffer_add_span(&text, values[group->members[i]].text);
    }
    assert_string_equal(buffer_span(&text).data, members);
    assert_int_equal(group->way, way);
    assert_int_equal(group->rows, rows);
    assert_int_equal(group->form, group->members[0]);
    buffer_free(&text);
}

#define VALUE(words, n)                                                                            \
    {                                                                                              \
        {(words), sizeof(words) - 1}, (n)                                                          \
    }

static void test_groups(void **state)
{
    (void)state;
    static const struct cleaning_value values[] = {
        VALUE("cambridge", 3),  VALUE("Kitchener", 500), VALUE("Cambridge", 400),
        VALUE("Cambridge ", 2), VALUE("Kitchner", 20),   VALUE("St. Jacobs", 50),
        VALUE("StJacobs", 8),   VALUE("Unit 12", 30),    VALUE("Unit 13", 29),
        VALUE("Waterloo", 100), VALUE("-", 9),           VALUE("..", 9),
        VALUE("Katchener", 1),  VALUE("Yes", 5),         VALUE("Yet", 5),
    };
    struct arena *arena = arena_new();
    size_t count = sizeof values / sizeof *values;
    struct cleaning_groups all = groups_of(values, count, CLEANING_NEAR, arena);
    assert_int_equal(all.count, 3);
    assert_false(all.cut);
    check_group(values, &all.items[0], CLEANING_NEAR, 521, "Kitchener|Kitchner|Katchener");
    check_group(values, &all.items[1], CLEANING_FINGERPRINT, 405, "Cambridge|cambridge|Cambridge ");
    check_group(values, &all.items[2], CLEANING_NGRAMS, 58, "St. Jacobs|StJacobs");
    assert_int_equal(groups_of(values, count, CLEANING_NGRAMS, arena).count, 2);
    assert_int_equal(groups_of(values, count, CLEANING_FINGERPRINT, arena).count, 1);
    assert_int_equal(groups_of(values, 0, CLEANING_NEAR, arena).count, 0);
    assert_int_equal(groups_of(values, 1, CLEANING_NEAR, arena).count, 0);
    arena_free(arena);
}

/* abcdefg – abcdefx – abcdeyx – …: no chain of small steps makes one group of all. */
static void test_no_chains(void **state)
{
    (void)state;
    static const struct cleaning_value values[] = {VALUE("abcdefg", 1), VALUE("abcdefx", 2),
                                                   VALUE("abcdeyx", 3), VALUE("abcdzyx", 4),
                                                   VALUE("abcwzyx", 5)};
    struct arena *arena = arena_new();
    struct cleaning_groups all = groups_of(values, 5, CLEANING_NEAR, arena);
    for (size_t i = 0; i < all.count; i++)
        assert_int_equal(all.items[i].count, 2);
    arena_free(arena);
}

static void test_many_values(void **state)
{
    (void)state;
    enum { MANY = 20000 };
    struct arena *arena = arena_new();
    struct cleaning_value *values = arena_array(arena, MANY, sizeof *values);
    for (int i = 0; i < MANY; i++) {
        char *text = arena_printf(arena, "common beginning %c%c%c%c end", 'a' + i % 26,
                                  'a' + i / 26 % 26, 'a' + i / 676 % 26, 'a' + i / 17576);
        values[i] = (struct cleaning_value){span_string(text), MANY - i};
    }
    struct cleaning_groups all = groups_of(values, MANY, CLEANING_NEAR, arena);
    assert_true(all.cut); /* one block of all: only the most frequent were compared */
    assert_true(all.count > 0);
    arena_free(arena);
}

/* What was chosen becomes pairs: groups that were not taken, members left out and the form itself
 * are none of them. */
static void test_recipes(void **state)
{
    (void)state;
    static const struct cleaning_value values[] = {
        VALUE("Kitchener", 500), VALUE("KITCHENER", 20), VALUE("kitchener", 4),
        VALUE("Cambridge", 400), VALUE("CAMBRIDGE", 3),
    };
    static const bool left_out[] = {false, true, false};
    struct arena *arena = arena_new();
    struct recipe recipe;
    struct cleaning_groups groups = groups_of(values, 5, CLEANING_FINGERPRINT, arena);
    struct cleaning_choice choices[2] = {{.taken = true}, {.taken = false}};
    assert_int_equal(groups.count, 2);
    assert_true(cleaning_recipe(values, &groups, choices, 7, arena, &recipe));
    assert_int_equal(recipe.kind, RECIPE_VALUES);
    assert_int_equal(recipe.source, 7);
    assert_int_equal(recipe.values.count, 2);
    assert_true(span_equal(recipe.values.pairs[0].from, span_string("KITCHENER")));
    assert_true(span_equal(recipe.values.pairs[0].to, span_string("Kitchener")));
    choices[0] = (struct cleaning_choice){true, "City of Kitchener", left_out};
    int64_t rows = 0;
    assert_int_equal(cleaning_changes(values, &groups.items[0], &choices[0], &rows), 2);
    assert_int_equal(rows, 504);
    assert_true(cleaning_recipe(values, &groups, choices, 7, arena, &recipe));
    assert_int_equal(recipe.values.count, 2);
    assert_true(span_equal(recipe.values.pairs[0].from, span_string("Kitchener")));
    assert_true(span_equal(recipe.values.pairs[1].from, span_string("kitchener")));
    assert_true(span_equal(recipe.values.pairs[1].to, span_string("City of Kitchener")));
    choices[0].taken = false;
    assert_true(cleaning_recipe(values, &groups, choices, 7, arena, &recipe));
    assert_int_equal(recipe.values.count, 0);
    arena_free(arena);
}

/* The form of a group as the choice has it, and the members that are written so. */
static void expect_group(const struct cleaning_value *values, const struct cleaning_group *group,
                         const struct cleaning_choice *choice, const char *expected)
{
    struct buffer out = {0};
    buffer_printf(&out, "%s%s", choice->taken ? "x " : "", choice->form ? choice->form : "-");
    for (size_t i = 0; i < group->count; i++) {
        buffer_add_string(&out, choice->left_out[i] ? " | not " : " | ");
        buffer_add_span(&out, values[group->members[i]].text);
    }
    assert_string_equal(out.data, expected);
    buffer_free(&out);
}

/* A recipe is opened with other values than those it was made of: one has gone, one has come. */
static void test_going_through_again(void **state)
{
    (void)state;
    static const struct cleaning_value values[] = {
        VALUE("Kitchener", 500), VALUE("Waterloo", 90), VALUE("KITCHENER", 20),
        VALUE("Galt", 9),        VALUE("WATERLOO", 8),  VALUE("kitchener", 4),
    };
    enum { COUNT = sizeof values / sizeof *values };
    static struct recipe_pair pairs[] = {{{"KITCHENER", 9}, {"Kitchener", 9}},
                                         {{"Galt", 4}, {"Cambridge", 9}},
                                         {{"Hespeler", 8}, {"Cambridge", 9}},
                                         {{"Preston", 7}, {"South", 5}},
                                         {{"", 0}, {"unknown", 7}}};
    const struct recipe former = {.kind = RECIPE_VALUES, .source = 7, .values = {pairs, 5}};
    struct arena *arena = arena_new();
    struct recipe recipe;
    struct cleaning_choice *choices = NULL;
    struct cleaning_groups groups = groups_of(values, COUNT, CLEANING_FINGERPRINT, arena);
    assert_true(cleaning_again(values, COUNT, &former, arena, &groups, &choices));
    assert_int_equal(groups.count, 3);
    expect_group(values, &groups.items[0], &choices[0], "x Cambridge | Galt");
    expect_group(values, &groups.items[1], &choices[1],
                 "x Kitchener | Kitchener | KITCHENER | not kitchener");
    expect_group(values, &groups.items[2], &choices[2], "- | Waterloo | WATERLOO");
    assert_int_equal(groups.items[1].rows, 524);
    /* As it was, and nothing of it is lost. */
    assert_true(cleaning_recipe(values, &groups, choices, 7, arena, &recipe));
    assert_int_equal(recipe.values.count, 2);
    assert_true(cleaning_keep_absent(values, COUNT, &former, arena, &recipe));
    assert_int_equal(recipe.values.count, 5);
    assert_true(span_equal(recipe.values.pairs[2].from, span_string("Hespeler")));
    assert_true(span_equal(recipe.values.pairs[3].from, span_string("Preston")));
    assert_true(span_equal(recipe.values.pairs[4].to, span_string("unknown")));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published_fingerprints),
        cmocka_unit_test(test_fingerprints),
        cmocka_unit_test(test_ngrams),
        cmocka_unit_test(test_distances),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_recipes),
        cmocka_unit_test(test_going_through_again),
        cmocka_unit_test(test_no_chains),
        cmocka_unit_test(test_many_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
