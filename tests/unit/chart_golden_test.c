/*
 * Pictures of every kind of chart, made from a CSV file by the whole way: columns, kernels,
 * model, scene, canvas. The data are those that go wrong: one group, forty, long names, wide
 * letters, values below 0, all equal, all empty, a single row, one number far away, no rows.
 *
 * tests/unit/chart/LOOK.txt has the usual data in three drawings and three sizes, and all else
 * in 80 × 24. Of the other pictures (each look, each data, each drawing, each size) sums.txt
 * has a checksum; all of them are checked for texts that meet, and their SVG for being XML. After a
 * change that is meant: DATAJAM_GOLDEN=write build/unit/chart_golden_test, and look at the
 * difference.
 */
#include <expat.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "core/service/chart.h"
#include "core/service/chart_svg.h"
#include "core/service/open.h"
#include "core/service/selection.h"
#include "tests/support/chart_check.h"
#include "tests/support/check.h"
#include "tests/support/team.h"

enum { GOLDEN_LIMIT = 1 << 20, CASES = 11, SIZES = 3, LOOKS = CHART_KINDS + 4 };

/* The kinds, and what else there is of them; name is that of the file. */
static const struct look {
    const char *name;
    enum chart_kind kind;
    enum chart_stack stack;
    bool by; /* small charts */
} looks[LOOKS] = {
    {"bar", CHART_BAR, CHART_GROUPED, false},
    {"stacked", CHART_BAR, CHART_STACKED, false},
    {"full", CHART_BAR, CHART_FULL, false},
    {"line", CHART_LINE, CHART_GROUPED, false},
    {"histogram", CHART_HISTOGRAM, CHART_GROUPED, false},
    {"pyramid", CHART_PYRAMID, CHART_GROUPED, false},
    {"heat", CHART_HEAT, CHART_GROUPED, false},
    {"box", CHART_BOX, CHART_GROUPED, false},
    {"scatter", CHART_SCATTER, CHART_GROUPED, false},
    {"pareto", CHART_PARETO, CHART_GROUPED, false},
    {"small-bar", CHART_BAR, CHART_GROUPED, true},
    {"small-line", CHART_LINE, CHART_GROUPED, true},
};

static const struct {
    int columns, rows;
} sizes[SIZES] = {{60, 15}, {80, 24}, {120, 40}};

static const char *const drawings[DRAWING_COUNT] = {"braille", "blocks", "plain"};

/* ---- data ---- */

struct sample {
    const char *name;
    int rows, groups;
    const char *const *names; /* of groups; NULL: "Group 1" … */
    double shift, spread;     /* of the amount: shift + a number below spread */
    bool empty;               /* nothing in the cells but the client */
    double far;               /* in the last row; 0: none */
    const char *where;        /* a filter; NULL: none */
};

static const char *const usual_names[] = {"Riverside", "Hillcrest", "Old Town",
                                          "Northgate", "Millpond",  "Eastbrook"};
static const char *const long_names[] = {
    "Regional office for employment and assistance of the northern district, first floor",
    "Regional office for employment and assistance of the northern district, second floor",
    "Regional office for employment and assistance of the southern district, first floor", "Post"};
static const char *const wide_names[] = {"単親世帯", "単身者の住宅支援プログラム東京",
                                         "単身者の住宅支援プログラム大阪", "가족", "一"};

static const struct sample samples[CASES] = {
    {"usual", 600, 6, usual_names, 10, 50, false, 0, NULL},
    {"one group", 60, 1, usual_names, 10, 50, false, 0, NULL},
    {"forty groups", 900, 40, NULL, 10, 50, false, 0, NULL},
    {"long names", 300, 4, long_names, 10, 50, false, 0, NULL},
    {"wide letters", 300, 5, wide_names, 10, 50, false, 0, NULL},
    {"below zero", 300, 6, usual_names, -30, 50, false, 0, NULL},
    {"all equal", 300, 6, usual_names, 7, 0, false, 0, NULL},
    {"all empty", 40, 1, usual_names, 0, 0, true, 0, NULL},
    {"one row", 1, 1, usual_names, 10, 50, false, 0, NULL},
    {"far away", 300, 6, usual_names, 10, 50, false, 1e9, NULL},
    {"no rows", 300, 6, usual_names, 10, 50, false, 0, "amount > 2000000000"},
};

/* The same rows each time: a sequence that is spread well enough. */
static unsigned chance(unsigned *state, unsigned limit)
{
    *state = *state * 1103515245U + 12345U;
    return (*state >> 16) % limit;
}

static void write_rows(FILE *out, const struct sample *sample)
{
    unsigned state = 42;
    fputs("client,office,sex,month,age,amount\n", out);
    for (int row = 0; row < sample->rows; row++) {
        int group = (int)(chance(&state, (unsigned)sample->groups) *
                          chance(&state, (unsigned)sample->groups)) %
                    sample->groups;
        double amount =
            sample->shift + (sample->spread > 0 ? chance(&state, 1000) * sample->spread / 1000 : 0);
        unsigned month = chance(&state, 24), age = 18 + chance(&state, 30) + chance(&state, 30);
        if (month == 7 || month == 8)
            month = 9; /* two months without rows */
        fprintf(out, "%d,", row + 1001);
        if (sample->empty) {
            fputs(",,,,\n", out);
            continue;
        }
        if (sample->names)
            fprintf(out, "\"%s\",", sample->names[group]);
        else
            fprintf(out, "Group %d,", group + 1);
        fprintf(out, "%s,%u-%02u,%u,%.2f\n",
                chance(&state, 9) == 0  ? ""
                : chance(&state, 5) < 2 ? "M"
                                        : "F",
                2018 + month / 12, month % 12 + 1, age,
                sample->far > 0 && row + 1 == sample->rows ? sample->far : amount);
    }
}

/* ---- charts ---- */

struct made {
    struct source source;
    struct frames *frames;
    struct frame_use *use;
    struct arena *arena;
    struct filter_list filters;
};

static void open_sample(struct made *made, const char *folder, const struct sample *sample)
{
    char *path = scratch_path(folder, "data.csv");
    struct dataset_info dataset;
    struct error err = {0};
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    write_rows(out, sample);
    assert_int_equal(fclose(out), 0);
    *made = (struct made){.frames = frames_new(FRAMES_BUDGET), .arena = arena_new()};
    if (source_open(&made->source, path, SOURCE_READ, &err) != STATUS_OK ||
        dataset_find(made->source.db, made->arena, NULL, &dataset, &err) != STATUS_OK ||
        frame_use_begin(&made->use, made->frames, made->source.db, dataset.id, NULL, &err) !=
            STATUS_OK ||
        selection_read(frame_use_dataset(made->use), made->arena, &sample->where,
                       sample->where != NULL, false, &made->filters, &err) != STATUS_OK)
        fail_msg("%s: %s", sample->name, err.message);
    free(path);
}

static void close_sample(struct made *made)
{
    frame_use_end(made->use);
    frames_free(made->frames);
    source_close(&made->source);
    arena_free(made->arena);
}

static int64_t column(const struct made *made, const char *name)
{
    const struct dataset_info *dataset = frame_use_dataset(made->use);
    return dataset->columns[dataset_column_index(dataset, span_string(name))].id;
}

static struct pivot_spec spec_of(const struct made *made, const struct look *look)
{
    struct pivot_spec spec = {.rows = {{.column = column(made, "office")}}, .sort = PIVOT_BY_LABEL};
    enum chart_kind kind = look->kind;
    bool averages = kind != CHART_PYRAMID && kind != CHART_PARETO && look->stack == CHART_GROUPED;
    spec.value = averages ? PIVOT_AVERAGE : PIVOT_COUNT;
    spec.value_column = averages ? column(made, "amount") : 0;
    if (kind == CHART_BAR || kind == CHART_PYRAMID || kind == CHART_HEAT || kind == CHART_LINE)
        spec.column.column = column(made, "sex");
    if (kind == CHART_LINE)
        spec.rows[0].column = column(made, "month");
    if (kind == CHART_PYRAMID)
        spec.rows[0] = (struct pivot_field){column(made, "age"), PIVOT_BANDS, 10};
    if (kind == CHART_SCATTER)
        spec.rows[0].column = column(made, "age");
    if (look->by && kind == CHART_BAR) {
        spec.rows[0].column = column(made, "sex");
        spec.column.column = 0;
    }
    return spec;
}

/* False: this can't be drawn of these data, and *err says so. */
static bool make_chart(const struct made *made, const struct look *look, struct chart *out,
                       struct error *err)
{
    const struct pivot_spec spec = spec_of(made, look);
    const struct chart_settings settings = {.chosen = true,
                                            .kind = look->kind,
                                            .stack = look->stack,
                                            .by = look->by ? column(made, "office") : 0};
    const struct chart_request request = {&made->filters, &spec, &settings, true};
    enum status status = chart_make(made->use, &request, made->arena, out, err);
    if (status != STATUS_OK && status != STATUS_INVALID)
        fail_msg("%s: %s", look->name, err->message);
    return status == STATUS_OK;
}

/* ---- pictures ---- */

static uint32_t checksum(const struct buffer *text)
{
    uint32_t sum = 2166136261U;
    for (size_t i = 0; i < text->len; i++)
        sum = (sum ^ (uint8_t)text->data[i]) * 16777619U;
    return sum;
}

static bool is_shown(size_t sample, size_t size, enum chart_drawing drawing)
{
    return sample == 0 || (size == 1 && drawing == DRAWING_BRAILLE);
}

/* The same chart as SVG: XML that a parser takes. */
static void check_svg(const struct made *made, const struct chart *chart, const char *name)
{
    struct buffer svg = {0};
    assert_int_equal(chart_svg(made->arena, chart, CHART_SVG_COLUMNS, 0, &svg, NULL), STATUS_OK);
    XML_Parser parser = XML_ParserCreate(NULL);
    if (XML_Parse(parser, svg.data, (int)svg.len, 1) != XML_STATUS_OK)
        fail_msg("%s as SVG, line %d: %s", name, (int)XML_GetCurrentLineNumber(parser),
                 XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    buffer_free(&svg);
}

struct picture {
    const struct made *made;
    const struct look *look;
    const struct chart *chart;
    size_t sample;
};

static void add_picture(const struct picture *of, size_t size, enum chart_drawing drawing,
                        struct buffer *pictures, struct buffer *sums)
{
    const struct scene_request request = {.columns = sizes[size].columns,
                                          .rows = sizes[size].rows,
                                          .grain = chart_canvas_grain(drawing)};
    struct chart_scene scene;
    struct buffer text = {0};
    assert_int_equal(chart_scene_make(of->made->arena, of->chart, &request, &scene, NULL),
                     STATUS_OK);
    const char *flaw = chart_scene_flaw(&scene);
    chart_scene_text(&scene, drawing, &text);
    if (flaw)
        fail_msg("%s, %s, %d × %d: %s\n%s", of->look->name, samples[of->sample].name,
                 request.columns, request.rows, flaw, text.data);
    buffer_printf(sums, "%08" PRIx32 " %s, %s, %s, %dx%d\n", checksum(&text), of->look->name,
                  samples[of->sample].name, drawings[drawing], request.columns, request.rows);
    if (is_shown(of->sample, size, drawing))
        buffer_printf(pictures, "==== %s, %s, %dx%d\n%s", samples[of->sample].name,
                      drawings[drawing], request.columns, request.rows, text.data);
    buffer_free(&text);
}

static void add_words(const struct chart *chart, size_t sample, struct buffer *pictures)
{
    buffer_printf(pictures, "==== %s, in words\n", samples[sample].name);
    for (size_t i = 0; i < chart->sentence_count; i++)
        buffer_printf(pictures, "%s\n", chart->sentences[i]);
}

static void add_look(const struct made *made, const struct look *look, size_t sample,
                     struct buffer *pictures, struct buffer *sums)
{
    bool slow = getenv("DATAJAM_SLOW") != NULL;
    struct chart chart;
    struct error err = {0};
    if (!make_chart(made, look, &chart, &err)) {
        buffer_printf(pictures, "==== %s: %s\n", samples[sample].name, err.message);
        return;
    }
    const struct picture picture = {made, look, &chart, sample};
    for (size_t size = 0; size < SIZES; size++)
        for (enum chart_drawing drawing = 0; drawing < DRAWING_COUNT; drawing++)
            if (!slow || (size == 1 && drawing == DRAWING_BRAILLE))
                add_picture(&picture, size, drawing, pictures, sums);
    check_svg(made, &chart, look->name);
    add_words(&chart, sample, pictures);
}

/* ---- against what is kept ---- */

static const char *first_difference(const char *a, const char *b)
{
    const char *line = a;
    for (; *a != '\0' && *a == *b; a++, b++)
        line = *a == '\n' ? a + 1 : line;
    return line;
}

static void compare(const char *name, const struct buffer *found)
{
    char path[100];
    struct buffer kept = {0};
    const char *golden = getenv("DATAJAM_GOLDEN");
    snprintf(path, sizeof path, "tests/unit/chart/%s.txt", name);
    if (golden && strcmp(golden, "write") == 0) {
        FILE *out = fopen(path, "w");
        assert_non_null(out);
        fwrite(found->data, 1, found->len, out);
        assert_int_equal(fclose(out), 0);
        return;
    }
    if (getenv("DATAJAM_SLOW"))
        return; /* pictures are drawn, for what valgrind finds, but not all of them */
    assert_int_equal(file_read(path, GOLDEN_LIMIT, &kept, NULL), STATUS_OK);
    if (!span_equal(buffer_span(found), buffer_span(&kept)))
        fail_msg("%s is another; what is drawn now goes on with:\n%.1500s", path,
                 first_difference(found->data, kept.data));
    buffer_free(&kept);
}

static void test_pictures_are_those_that_were_looked_at(void **state)
{
    struct buffer pictures[LOOKS] = {{0}}, sums = {0};
    char *folder = scratch_new();
    (void)state;
    for (size_t sample = 0; sample < CASES; sample++) {
        struct made made;
        open_sample(&made, folder, &samples[sample]);
        for (size_t look = 0; look < LOOKS; look++)
            add_look(&made, &looks[look], sample, &pictures[look], &sums);
        close_sample(&made);
    }
    for (size_t look = 0; look < LOOKS; look++) {
        compare(looks[look].name, &pictures[look]);
        buffer_free(&pictures[look]);
    }
    compare("sums", &sums);
    buffer_free(&sums);
    scratch_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pictures_are_those_that_were_looked_at),
    };
    return cmocka_run_group_tests_name("chart pictures", tests, NULL, NULL);
}
