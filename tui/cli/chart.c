/* `datajam chart`: a chart in characters, or as SVG. */
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/service/chart.h"
#include "core/service/chart_svg.h"
#include "tui/cli/chart_args.h"
#include "tui/cli/frame_args.h"
#include "tui/cli/pivot_args.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"
#include "tui/console/term_ascii.h"
#include "tui/widget/chart_canvas.h"

enum { COLUMNS_MOST = 1000, ROWS_MOST = 1000, ROWS_BY_ITSELF = 400 };

struct showing {
    struct cli_frame frame;
    struct pivot_args args;
    struct chart_settings settings;
    struct chart chart;
    struct arena *arena;
    int columns, rows; /* 0: not said */
    enum chart_drawing drawing;
    bool svg;
};

/* ---- words ---- */

/* "80x24" */
static bool read_size(struct cli *cli, struct showing *out)
{
    const char *word = cli_value(cli, "size");
    char *end = NULL;
    if (!word)
        return true;
    long columns = strtol(word, &end, 10), rows = 0;
    bool good = end != word && (*end == 'x' || *end == 'X') && word[0] != '+' && word[0] != '-';
    if (good) {
        const char *second = end + 1;
        rows = strtol(second, &end, 10);
        good = end != second && *end == '\0' && second[0] != '+' && second[0] != '-';
    }
    if (good && columns >= SCENE_COLUMNS_LEAST && columns <= COLUMNS_MOST &&
        rows >= SCENE_ROWS_LEAST && rows <= ROWS_MOST) {
        out->columns = (int)columns;
        out->rows = (int)rows;
        return true;
    }
    cli_wrong(cli, TEXT_CLI_CHART_BAD_SIZE,
              TEXT_VALUES(text_string("text", word), text_number("columns", SCENE_COLUMNS_LEAST),
                          text_number("rows", SCENE_ROWS_LEAST)));
    return false;
}

static bool read_words(struct cli *cli, struct showing *out)
{
    int64_t minimum = 0;
    if (!pivot_args_check(cli, false) || !chart_args_check(cli, &out->settings) ||
        !read_size(cli, out) || !cli_number(cli, "minimum", &minimum))
        return false;
    out->settings.minimum = minimum;
    out->svg = cli_has(cli, "svg");
    out->drawing = cli_has(cli, "ascii") || term_is_plain() ? DRAWING_PLAIN
                   : cli_has(cli, "blocks")                 ? DRAWING_BLOCKS
                                                            : DRAWING_BRAILLE;
    return true;
}

/* ---- the picture in characters ---- */

/* A sentence below the picture, broken at blanks. */
static void add_wrapped(struct buffer *out, const char *text, size_t columns)
{
    struct buffer safe = {0};
    utf8_screen(span_string(text), &safe);
    struct span rest = buffer_span(&safe);
    while (rest.len > 0) {
        size_t fit = utf8_fit(rest, columns, NULL).len, cut = fit;
        while (fit < rest.len && cut > 0 && rest.data[cut] != ' ')
            cut--;
        fit = cut > 0 ? cut : fit > 0 ? fit : rest.len;
        buffer_add(out, rest.data, fit);
        buffer_add_byte(out, '\n');
        while (fit < rest.len && rest.data[fit] == ' ')
            fit++;
        rest = span_of(rest.data + fit, rest.len - fit);
    }
    out->failed = out->failed || safe.failed;
    buffer_free(&safe);
}

/* What a plain terminal can't show has a stand-in there; so it has here. */
static void make_plain(struct buffer *text)
{
    struct buffer plain = {0};
    for (size_t i = 0; i < text->len;) {
        uint32_t c;
        i += utf8_decode(text->data + i, text->len - i, &c);
        int width = c == '\n' ? 1 : utf8_width(c);
        for (int cell = 0; cell < width; cell++)
            buffer_add_byte(&plain, term_ascii(c));
    }
    plain.failed = plain.failed || text->failed;
    buffer_free(text);
    *text = plain;
}

static enum status draw(struct showing *showing, struct buffer *out, struct error *err)
{
    struct chart_scene scene;
    struct scene_request request = {.columns = showing->columns,
                                    .rows = showing->rows,
                                    .grain = chart_canvas_grain(showing->drawing)};
    if (request.rows == 0)
        request.rows = chart_scene_height(&showing->chart, request.columns, ROWS_BY_ITSELF);
    enum status status = chart_scene_make(showing->arena, &showing->chart, &request, &scene, err);
    struct grid *grid = status == STATUS_OK ? grid_new(request.columns, request.rows) : NULL;
    if (status == STATUS_OK && !grid)
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status != STATUS_OK)
        return status;
    struct surface surface = surface_of(grid);
    chart_canvas_draw(&scene, &surface, showing->drawing);
    for (int row = 0; row < request.rows; row++) {
        grid_row_text(grid, row, out);
        buffer_add_byte(out, '\n');
    }
    grid_free(grid);
    buffer_add_byte(out, '\n');
    for (size_t i = 0; i < showing->chart.sentence_count; i++)
        add_wrapped(out, showing->chart.sentences[i], (size_t)request.columns);
    if (showing->drawing == DRAWING_PLAIN)
        make_plain(out);
    return out->failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL) : STATUS_OK;
}

/* ---- the verb ---- */

static enum status make(struct cli *cli, struct showing *showing, struct error *err)
{
    enum status status =
        pivot_args_read(cli, showing->frame.dataset, showing->arena, &showing->args, err);
    if (status == STATUS_OK)
        status = pivot_args_sort(&showing->args, showing->frame.use, &showing->frame.filters,
                                 showing->arena, err);
    if (status == STATUS_OK)
        status = chart_args_by(cli, showing->frame.dataset, &showing->settings, err);
    const struct chart_request request = {.filters = &showing->frame.filters,
                                          .pivot = &showing->args.spec,
                                          .settings = &showing->settings,
                                          .strict = true};
    if (status == STATUS_OK)
        status = chart_make(showing->frame.use, &request, showing->arena, &showing->chart, err);
    return status;
}

static enum status show(struct cli *cli, struct showing *showing,
                        const struct release_request *request, struct error *err)
{
    struct buffer picture = {0};
    enum status status = make(cli, showing, err);
    if (status == STATUS_OK && showing->svg)
        status = chart_svg(showing->arena, &showing->chart, showing->columns, showing->rows,
                           &picture, err);
    else if (status == STATUS_OK)
        status = draw(showing, &picture, err);
    if (status == STATUS_OK)
        status = release_text(request, buffer_span(&picture), err);
    buffer_free(&picture);
    return status;
}

static int run_chart(struct cli *cli)
{
    struct showing showing = {.arena = NULL};
    struct release_request request;
    struct dataset_info dataset;
    struct source source = {0};
    struct error err = {0};
    if (!cli_release_request(cli, &request) || !read_words(cli, &showing))
        return EXIT_USAGE;
    if (showing.columns == 0 && !showing.svg)
        showing.columns =
            request.options.width >= SCENE_COLUMNS_LEAST && request.options.width <= COLUMNS_MOST
                ? (int)request.options.width
                : 80;
    showing.arena = arena_new();
    enum status status = cli_open_dataset(cli, cli_operand(cli, 0), cli_operand(cli, 1), &source,
                                          showing.arena, &dataset, &err);
    if (status == STATUS_OK)
        status = cli_frame_open(&showing.frame, cli, &source, &dataset, showing.arena, &err);
    if (status == STATUS_OK) {
        request.db = source.db;
        request.subject = showing.frame.dataset->name;
        status = show(cli, &showing, &request, &err);
    }
    cli_frame_close(&showing.frame);
    source_close(&source);
    arena_free(showing.arena);
    return cli_rows_done(cli, status, &err);
}

static const struct cli_option options[] = {
    {"kind", 0, "KIND", false, TEXT_CLI_CHART_KIND},
    {"rows", 0, "A[,B]", false, TEXT_CLI_CHART_ROWS},
    {"cols", 0, "C", false, TEXT_CLI_CHART_COLS},
    {"value", 0, "AGG", false, TEXT_CLI_CHART_VALUE},
    CLI_OPTION_WHERE,
    CLI_OPTION_CASE,
    {"bin", 0, "COLUMN=CUT", true, TEXT_CLI_PIVOT_BIN},
    {"show", 0, "WHAT", false, TEXT_CLI_PIVOT_SHOW},
    {"sort", 0, "BY[:desc]", false, TEXT_CLI_CHART_SORT},
    {"top", 0, "N", false, TEXT_CLI_CHART_TOP},
    {"stack", 0, "HOW", false, TEXT_CLI_CHART_STACK},
    {"by", 0, "COLUMN", false, TEXT_CLI_CHART_BY},
    {"minimum", 0, "N", false, TEXT_CLI_CHART_MINIMUM},
    {"size", 0, "COLSxROWS", false, TEXT_CLI_CHART_SIZE},
    {"ascii", 0, NULL, false, TEXT_CLI_CHART_ASCII},
    {"blocks", 0, NULL, false, TEXT_CLI_CHART_BLOCKS},
    {"svg", 0, NULL, false, TEXT_CLI_CHART_SVG},
    {.name = NULL},
};

const struct verb verb_chart = {
    .name = "chart",
    .operands = "SOURCE [DATASET]",
    .summary = TEXT_CLI_CHART_SUMMARY,
    .examples = TEXT_CLI_CHART_EXAMPLES,
    .more = TEXT_CLI_CHART_MORE,
    .least = 1,
    .most = 2,
    .options = options,
    .run = run_chart,
};
