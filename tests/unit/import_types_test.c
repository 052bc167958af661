/* What columns become: every rule of the types, from cells to the decision and its reason. */
#include <stdio.h>
#include <string.h>

#include "core/ingest/infer.h"
#include "tests/support/check.h"

/* Decides a column by cells, ended by NULL. */
static struct column_format decide_in(const char *name, const struct infer_context *context,
                                      const char *const *cells)
{
    struct column_evidence evidence = {0};
    struct column_format format;
    int64_t line = 1; /* that of a header */
    for (; *cells; cells++)
        infer_add(&evidence, span_string(*cells), ++line);
    infer_decide(&evidence, name, context, &format);
    return format;
}

#define CELLS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct infer_context plain = {.delimiter = ','};

#define DECIDE(...) decide_in("value", &plain, CELLS(__VA_ARGS__))

static void numbers(void **state)
{
    (void)state;
    assert_int_equal(DECIDE("1", "-2", "300", "0").type, COLUMN_INTEGER);
    assert_int_equal(DECIDE("1.5", "-2", ".25", "0.50").type, COLUMN_DECIMAL);
    assert_int_equal(DECIDE("999999999999999", "-999999999999999").type, COLUMN_INTEGER);
    assert_int_equal(DECIDE(" 12", "7 ").type, COLUMN_INTEGER);
}

/* Whatever would lose something as a number. */
static void codes_stay_text(void **state)
{
    static const char *const codes[] = {
        "007",
        "00",
        "007.1",
        "-007",
        "1234567890123456",
        "0.1234567890123456",
        "+1",
        "+49 30 1234",
        "1E5",
        "1e-5",
        "12e3",
        "519-555-0123",
        "N2L 3G1",
        "(519) 555 0123",
        "1.2.3",
        "10.0.0.1",
        "A12",
        "12A",
        "65+",
        "-0",
        "0x1F",
        "1/2",
        "12-34",
        "1,2,3",
        "2019-W05",
        "5.",
        "1-",
    };
    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        struct column_format format = DECIDE("1", "2", "3", "4", "5", "6", "7", codes[i]);
        if (format.type != COLUMN_TEXT)
            fail_msg("%s became a number", codes[i]);
        assert_non_null(strstr(format.reason, "text"));
    }
    assert_non_null(strstr(DECIDE("1", "007").reason, "leading zero of 007"));
    assert_non_null(strstr(DECIDE("R00001", "R00002").reason, "R00001 is no number"));
}

static void names_speak(void **state)
{
    (void)state;
    assert_int_equal(decide_in("Home phone", &plain, CELLS("5195550123")).type, COLUMN_TEXT);
    assert_int_equal(decide_in("zip", &plain, CELLS("90210")).type, COLUMN_TEXT);
    assert_int_equal(decide_in("tel_no", &plain, CELLS("90210")).type, COLUMN_TEXT);
    assert_int_equal(decide_in("telling", &plain, CELLS("90210")).type, COLUMN_INTEGER);
}

static void decimal_commas(void **state)
{
    (void)state;
    struct column_format format = DECIDE("12,5", "3,25", "7");
    assert_int_equal(format.type, COLUMN_DECIMAL);
    assert_int_equal(format.number.decimal, ',');
    format = DECIDE("1.234,50", "12,00");
    assert_int_equal(format.type, COLUMN_DECIMAL);
    assert_int_equal(format.number.decimal, ',');
    assert_int_equal(format.number.thousands, '.');
    /* both in one column: nobody can say */
    assert_int_equal(DECIDE("12.5", "13,5").type, COLUMN_TEXT);
}

static void thousands(void **state)
{
    (void)state;
    struct column_format format = DECIDE("1,234.50", "12.00", "1,234,567");
    assert_int_equal(format.type, COLUMN_DECIMAL);
    assert_int_equal(format.number.thousands, ',');
    assert_int_equal(DECIDE("1,234", "12,000,000").type, COLUMN_INTEGER);
    assert_int_equal(DECIDE("1 234", "12 000 000", "5").type, COLUMN_INTEGER);
    assert_int_equal(DECIDE("1\xC2\xA0"
                            "234,5",
                            "2,25")
                         .type,
                     COLUMN_DECIMAL);
    assert_int_equal(DECIDE("1'234.50").type, COLUMN_DECIMAL);
    assert_int_equal(DECIDE("12,34,567").type, COLUMN_TEXT);
}

/* Twenty numbers and one slip: which one it is, and where. A code is a code, also a single one. */
static void one_odd_cell(void **state)
{
    static const char *const slips[] = {"12 or 13", "5 or less", "90+", "3 people", "7?"};
    static const char *const codes[] = {"007", "1E5", "+49 170", "1234567890123456789"};
    const char *cells[42];
    (void)state;
    for (size_t i = 0; i < 41; i++)
        cells[i] = i % 2 ? "12" : "7";
    cells[41] = NULL;
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        char words[80];
        cells[8] = slips[i];
        struct column_format format = decide_in("value", &plain, cells);
        snprintf(words, sizeof words, "text: 1 of 41 is no number: %s (line 10)", slips[i]);
        assert_int_equal(format.type, COLUMN_TEXT);
        assert_true(format.odd);
        assert_string_equal(format.reason, words);
    }
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        cells[8] = codes[i];
        struct column_format format = decide_in("value", &plain, cells);
        assert_int_equal(format.type, COLUMN_TEXT);
        assert_false(format.odd);
    }
    assert_false(DECIDE("12", "13", "12 or 13", "4").odd); /* too many for a slip */
}

/* 1,234 may be a thousand or one and a bit: the rest of the file decides, or nobody. */
static void undecided_separators(void **state)
{
    (void)state;
    struct infer_context commas = {.delimiter = ';', .comma_decimals = 2};
    struct infer_context points = {.delimiter = ';', .point_decimals = 2};
    struct infer_context nothing = {.delimiter = ';'};
    const char *const *cells = CELLS("1,234", "2,500");
    assert_int_equal(decide_in("v", &commas, cells).type, COLUMN_DECIMAL);
    assert_int_equal(decide_in("v", &points, cells).type, COLUMN_INTEGER);
    struct column_format format = decide_in("v", &nothing, cells);
    assert_int_equal(format.type, COLUMN_TEXT);
    assert_true(format.undecided);
    cells = CELLS("1.234", "2.500");
    assert_int_equal(decide_in("v", &commas, cells).type, COLUMN_INTEGER);
    assert_int_equal(decide_in("v", &points, cells).type, COLUMN_DECIMAL);
    assert_int_equal(decide_in("v", &plain, cells).type, COLUMN_DECIMAL);
    assert_int_equal(decide_in("v", &nothing, cells).type, COLUMN_TEXT);
}

static void signs(void **state)
{
    (void)state;
    struct column_format format = DECIDE("$1,234.50", "-$3.00", "$ 12");
    assert_int_equal(format.type, COLUMN_DECIMAL);
    assert_string_equal(format.number.currency, "$");
    assert_int_equal(DECIDE("12,50 €", "3 €").type, COLUMN_DECIMAL);
    assert_int_equal(DECIDE("$5", "€5").type, COLUMN_TEXT);
    format = DECIDE("12%", "3.5 %");
    assert_int_equal(format.type, COLUMN_DECIMAL);
    assert_true(format.number.percent);
    assert_int_equal(DECIDE("12%", "0.5").type, COLUMN_TEXT);
}

static void markers_and_words(void **state)
{
    (void)state;
    assert_int_equal(DECIDE("30", "40", "N/A", "[c]").type, COLUMN_INTEGER);
    assert_int_equal(DECIDE("..", "*", "-", "NULL", "[x]", "1.5").type, COLUMN_DECIMAL);
    assert_int_equal(DECIDE("N/A", "N/A").type, COLUMN_TEXT);
    assert_int_equal(DECIDE("1", "2", "<5").type, COLUMN_TEXT);
    assert_int_equal(DECIDE("1", "2", "3", "4", "5", "6", "7", "8", "9", "<5").type,
                     COLUMN_INTEGER);
    assert_int_equal(DECIDE("1", "2", "3", "4", "5", "6", "7", "8", "9", "unknown").type,
                     COLUMN_INTEGER);
    assert_int_equal(DECIDE("1", "2", "3", "unknown").type, COLUMN_TEXT);
    assert_int_equal(DECIDE("", " ").type, COLUMN_TEXT);
}

static void dates(void **state)
{
    (void)state;
    assert_int_equal(DECIDE("2019-03-31", "2020-02-29").type, COLUMN_DATE);
    assert_int_equal(DECIDE("2019/03/31", "2020/2/9").type, COLUMN_DATE);
    assert_int_equal(DECIDE("2019-02-29", "2019-02-30").type, COLUMN_TEXT);
    assert_int_equal(DECIDE("31/03/2019", "01/02/2019").order, DATE_DMY);
    assert_int_equal(DECIDE("03/31/2019", "01/02/2019").order, DATE_MDY);
    assert_int_equal(DECIDE("31.03.2019", "1.2.2019").type, COLUMN_DATE);
    assert_int_equal(DECIDE("1.2.2019", "3.4.2019").order, DATE_DMY);
    assert_int_equal(DECIDE("31 Mar 2019", "1 February 2019").type, COLUMN_DATE);
    assert_int_equal(DECIDE("Mar 31, 2019").type, COLUMN_DATE);
    assert_int_equal(DECIDE("31-Mar-2019").type, COLUMN_DATE);
    assert_int_equal(DECIDE("31/03/19", "01/02/19").type, COLUMN_TEXT);
    assert_int_equal(DECIDE("2019-03-31 10:33:00", "2019-03-31T10:33").type, COLUMN_DATETIME);
    assert_int_equal(DECIDE("3/31/2019 3:05 PM").type, COLUMN_DATETIME);
}

static void dates_in_doubt(void **state)
{
    (void)state;
    struct column_format format = DECIDE("01/02/2019", "03/04/2019", "05/05/2019");
    assert_int_equal(format.type, COLUMN_TEXT);
    assert_true(format.undecided);
    assert_non_null(strstr(format.reason, "01/02/2019"));
    /* both orders in one column */
    format = DECIDE("31/03/2019", "03/31/2019", "01/02/2019");
    assert_int_equal(format.type, COLUMN_TEXT);
    assert_false(format.undecided);
}

static void year_months_and_answers(void **state)
{
    (void)state;
    struct column_format format = DECIDE("2019-03", "2019-12");
    assert_int_equal(format.type, COLUMN_DATE);
    assert_int_equal(format.order, DATE_YM);
    assert_int_equal(DECIDE("2019-13", "2019-12").type, COLUMN_TEXT);
    assert_int_equal(DECIDE("yes", "No", "YES").type, COLUMN_YESNO);
    assert_int_equal(DECIDE("Y", "N").type, COLUMN_YESNO);
    assert_int_equal(DECIDE("N", "N").type, COLUMN_TEXT);
    assert_int_equal(DECIDE("true", "false").type, COLUMN_YESNO);
    assert_int_equal(DECIDE("yes", "no", "unknown").type, COLUMN_TEXT);
    assert_int_equal(DECIDE("yes", "false").type, COLUMN_TEXT);
    assert_int_equal(DECIDE("0", "1").type, COLUMN_INTEGER);
}

/* ---- cells under a format ---- */

static enum cell_fit fit_of(const struct column_format *format, const char *text, struct cell *out)
{
    static char scratch[FORMAT_SCRATCH_SIZE];
    *out = cell_empty();
    return format_read(format, span_string(text), scratch, out);
}

static void cells_of_numbers(void **state)
{
    (void)state;
    struct cell cell;
    struct column_format format = DECIDE("1.234,50 €", "-3,00 €");
    assert_int_equal(fit_of(&format, "1.234,50 €", &cell), FIT_VALUE);
    assert_true(cell.decimal == 1234.5);
    assert_int_equal(fit_of(&format, "-3,00 €", &cell), FIT_VALUE);
    assert_true(cell.decimal == -3);
    format = DECIDE("1", "2");
    assert_int_equal(fit_of(&format, "12.5", &cell), FIT_AGAINST);
    assert_int_equal(fit_of(&format, "007", &cell), FIT_AGAINST);
    assert_int_equal(fit_of(&format, "1,234", &cell), FIT_AGAINST);
    assert_int_equal(fit_of(&format, "[c]", &cell), FIT_MISFIT);
    assert_int_equal(fit_of(&format, "unknown", &cell), FIT_MISFIT);
    assert_int_equal(fit_of(&format, "", &cell), FIT_EMPTY);
    assert_int_equal(fit_of(&format, "  ", &cell), FIT_EMPTY);
    format = DECIDE("0.1", "0.2");
    assert_int_equal(fit_of(&format, "0.3", &cell), FIT_VALUE);
    assert_true(cell.decimal == 0.3);
    assert_int_equal(fit_of(&format, "123456789.012345", &cell), FIT_VALUE);
    assert_true(cell.decimal == 123456789.012345);
}

static void assert_date(const struct column_format *format, const char *text, const char *iso)
{
    struct cell cell;
    assert_int_equal(fit_of(format, text, &cell), FIT_VALUE);
    assert_int_equal(cell.kind, VALUE_TEXT);
    assert_int_equal(cell.len, strlen(iso));
    assert_memory_equal(cell.text, iso, cell.len);
}

static void cells_of_dates(void **state)
{
    (void)state;
    struct cell cell;
    struct column_format day_first = DECIDE("31/03/2019");
    assert_date(&day_first, "1/2/2019", "2019-02-01");
    assert_int_equal(fit_of(&day_first, "12/31/2019", &cell), FIT_AGAINST);
    assert_int_equal(fit_of(&day_first, "31/04/2019", &cell), FIT_MISFIT);
    assert_int_equal(fit_of(&day_first, "soon", &cell), FIT_MISFIT);
    struct column_format times = DECIDE("2019-03-31T10:33", "03/31/2019 3:05 PM");
    times = DECIDE("2019-03-31 10:33:00");
    assert_date(&times, "2019-03-31T10:33", "2019-03-31 10:33:00");
    assert_date(&times, "2019-03-31 23:59:59.250Z", "2019-03-31 23:59:59.250Z");
    assert_int_equal(fit_of(&times, "2019-03-31 24:00:00", &cell), FIT_MISFIT);
    struct column_format halves = DECIDE("3/31/2019 3:05 PM");
    assert_date(&halves, "3/31/2019 12:05 AM", "2019-03-31 00:05:00");
    assert_date(&halves, "3/31/2019 12:05 PM", "2019-03-31 12:05:00");
    struct column_format days = DECIDE("2019-03-31");
    assert_int_equal(fit_of(&days, "2019-03-31 10:33:00", &cell), FIT_AGAINST);
    struct column_format months = DECIDE("2019-03");
    assert_date(&months, "2020-12", "2020-12");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(codes_stay_text),
        cmocka_unit_test(names_speak),
        cmocka_unit_test(decimal_commas),
        cmocka_unit_test(thousands),
        cmocka_unit_test(one_odd_cell),
        cmocka_unit_test(undecided_separators),
        cmocka_unit_test(signs),
        cmocka_unit_test(markers_and_words),
        cmocka_unit_test(dates),
        cmocka_unit_test(dates_in_doubt),
        cmocka_unit_test(year_months_and_answers),
        cmocka_unit_test(cells_of_numbers),
        cmocka_unit_test(cells_of_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
