/* The options of `datajam pivot`: first the words, which need no data to be wrong, then the
 * names of columns. */
#include "tui/cli/pivot_args.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/nearest.h"
#include "core/service/columns.h"

static const struct {
    const char *word;
    enum pivot_show show;
} shows[] = {
    {"value", PIVOT_SHOW_VALUE},    {"row%", PIVOT_SHOW_ROW},     {"col%", PIVOT_SHOW_COLUMN},
    {"total%", PIVOT_SHOW_TOTAL},   {"group%", PIVOT_SHOW_GROUP}, {"diff", PIVOT_SHOW_DIFFERENCE},
    {"change%", PIVOT_SHOW_CHANGE}, {"index", PIVOT_SHOW_INDEX},
};
enum { SHOWS = sizeof shows / sizeof *shows };
static const char from_word[] = "diff:"; /* and the column to compare with */

static const struct {
    const char *word;
    enum pivot_cut cut;
} cuts[] = {{"month", PIVOT_MONTHS}, {"quarter", PIVOT_QUARTERS}, {"year", PIVOT_YEARS}};
enum { CUTS = sizeof cuts / sizeof *cuts };

/* ---- words ---- */

static bool find_show(const char *word, struct pivot_spec *out)
{
    out->show = PIVOT_SHOW_VALUE;
    for (int i = 0; word && i < SHOWS; i++) {
        if (strcmp(shows[i].word, word) == 0) {
            out->show = shows[i].show;
            return true;
        }
    }
    if (!word || strncmp(word, from_word, sizeof from_word - 1) != 0)
        return !word;
    const char *base = word + sizeof from_word - 1;
    out->show = PIVOT_SHOW_FROM;
    out->base = strcmp(base, text_get(TEXT_PIVOT_EMPTY)) == 0 ? "" : base;
    return *base != '\0';
}

/* Behind the last "=": a cut, or a width. */
static bool read_cut(const char *word, struct pivot_field *out)
{
    char *end = NULL;
    for (size_t i = 0; i < CUTS; i++) {
        if (strcmp(cuts[i].word, word) == 0) {
            out->cut = cuts[i].cut;
            return true;
        }
    }
    out->cut = PIVOT_BANDS;
    out->width = strtod(word, &end);
    return end != word && *end == '\0' && isfinite(out->width) && out->width > 0;
}

static bool check_bin(struct cli *cli, const char *text)
{
    struct pivot_field field;
    const char *equals = strrchr(text, '=');
    if (equals && equals > text && read_cut(equals + 1, &field))
        return true;
    const char *names[CUTS];
    for (size_t i = 0; i < CUTS; i++)
        names[i] = cuts[i].word;
    int near = equals ? nearest_name(equals + 1, names, CUTS) : -1;
    cli_wrong(cli, near < 0 ? TEXT_CLI_PIVOT_BAD_BIN : TEXT_CLI_PIVOT_BIN_NEAR,
              TEXT_VALUES(text_string("text", text),
                          text_string("nearest", near < 0 ? "" : names[near])));
    return false;
}

static bool check_value(struct cli *cli)
{
    struct error err = {0};
    struct span column, share;
    enum pivot_value kind;
    const char *text = cli_value(cli, "value");
    if (!text || pivot_value_read(span_string(text), &kind, &column, &share, &err) == STATUS_OK)
        return true;
    cli_wrong(cli, TEXT_CLI_PIVOT_WRONG, TEXT_VALUES(text_string("message", err.message)));
    return false;
}

static bool check_show(struct cli *cli)
{
    struct pivot_spec spec = {0};
    const char *word = cli_value(cli, "show"), *names[SHOWS];
    if (find_show(word, &spec))
        return true;
    for (int i = 0; i < SHOWS; i++)
        names[i] = shows[i].word;
    int near = nearest_name(word, names, SHOWS);
    cli_wrong(cli, near < 0 ? TEXT_CLI_PIVOT_BAD_SHOW : TEXT_CLI_PIVOT_SHOW_NEAR,
              TEXT_VALUES(text_string("word", word),
                          text_string("nearest", near < 0 ? "" : names[near])));
    return false;
}

bool pivot_args_check(struct cli *cli, bool rows)
{
    int64_t top = 1;
    if (rows && !cli_value(cli, "rows")) {
        cli_wrong(cli, TEXT_CLI_PIVOT_NEEDS_ROWS, NULL);
        return false;
    }
    if (!cli_number(cli, "top", &top) || !check_value(cli) || !check_show(cli))
        return false;
    for (size_t i = 0; i < cli_value_count(cli, "bin"); i++)
        if (!check_bin(cli, cli_value_at(cli, "bin", i)))
            return false;
    return true;
}

/* ---- columns ---- */

static enum status invalid(struct error *err, enum text_id id, const char *text)
{
    return error_set(err, STATUS_INVALID, id, TEXT_VALUES(text_string("text", text)));
}

/* At most `most` columns of a list; a name with a comma in it may stand alone as it is. */
static enum status read_columns(const struct dataset_info *dataset, struct arena *arena,
                                const char *list, struct pivot_field *out, size_t most,
                                struct error *err)
{
    size_t *found = NULL, count = 0;
    int whole = dataset_column_index(dataset, span_string(list));
    if (whole >= 0) {
        out[0].column = dataset->columns[whole].id;
        return STATUS_OK;
    }
    enum status status = column_find_list(dataset, arena, list, &found, &count, err);
    if (status != STATUS_OK)
        return status;
    if (count > most)
        return invalid(err, most > 1 ? TEXT_CLI_PIVOT_MANY_ROWS : TEXT_CLI_PIVOT_MANY_COLS, list);
    for (size_t i = 0; i < count; i++)
        out[i].column = dataset->columns[found[i]].id;
    return STATUS_OK;
}

static enum status read_bin(const struct dataset_info *dataset, struct arena *arena,
                            const char *text, struct pivot_spec *spec, struct error *err)
{
    const char *equals = strrchr(text, '=');
    struct pivot_field *fields[] = {&spec->rows[0], &spec->rows[1], &spec->column};
    struct pivot_field cut = {0};
    bool used = false;
    char *name = arena_copy(arena, span_of(text, (size_t)(equals - text)));
    if (!name)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = read_columns(dataset, arena, name, &cut, 1, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (fields[i]->column != cut.column)
            continue;
        read_cut(equals + 1, fields[i]);
        used = true;
    }
    return used ? STATUS_OK : invalid(err, TEXT_CLI_PIVOT_IDLE_BIN, name);
}

static enum status read_value(struct cli *cli, const struct dataset_info *dataset,
                              struct arena *arena, struct pivot_spec *spec, struct error *err)
{
    struct span name, share;
    size_t position;
    const char *text = cli_value(cli, "value");
    if (!text)
        return STATUS_OK;
    enum status status = pivot_value_read(span_string(text), &spec->value, &name, &share, err);
    if (status != STATUS_OK || spec->value == PIVOT_COUNT)
        return status;
    status = column_find(dataset, name, &position, err);
    if (status != STATUS_OK)
        return status;
    spec->value_column = dataset->columns[position].id;
    spec->share = arena_copy(arena, share);
    return spec->share ? STATUS_OK : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static bool ends_with(struct span text, const char *end)
{
    size_t len = strlen(end);
    return text.len >= len && memcmp(text.data + text.len - len, end, len) == 0;
}

/* label, total, or a value of the column field; :desc or :asc behind it. The top of a table
 * is what is greatest, unless something else is said. */
static void read_sort(struct cli *cli, struct pivot_args *out)
{
    struct pivot_spec *spec = &out->spec;
    struct span text = span_string(cli_value(cli, "sort"));
    spec->sort = PIVOT_BY_LABEL;
    if (text.len == 0 && spec->top > 0) {
        spec->sort = PIVOT_BY_TOTAL;
        spec->descending = true;
    }
    if (ends_with(text, ":desc")) {
        spec->descending = true;
        text.len -= strlen(":desc");
    } else if (ends_with(text, ":asc")) {
        text.len -= strlen(":asc");
    }
    if (span_equal(text, span_string("total")))
        spec->sort = PIVOT_BY_TOTAL;
    else if (!span_equal(text, span_string("label")))
        out->sort_column = text;
}

enum status pivot_args_read(struct cli *cli, const struct dataset_info *dataset,
                            struct arena *arena, struct pivot_args *out, struct error *err)
{
    struct pivot_spec *spec = &out->spec;
    const char *cols = cli_value(cli, "cols");
    int64_t top = 0;
    *out = (struct pivot_args){.sort_column = {0}};
    cli_number(cli, "top", &top);
    spec->top = (size_t)top;
    find_show(cli_value(cli, "show"), spec);
    enum status status = STATUS_OK;
    if (cli_value(cli, "rows"))
        status =
            read_columns(dataset, arena, cli_value(cli, "rows"), spec->rows, PIVOT_ROWS_MAX, err);
    if (status == STATUS_OK && cols)
        status = read_columns(dataset, arena, cols, &spec->column, 1, err);
    for (size_t i = 0; i < cli_value_count(cli, "bin") && status == STATUS_OK; i++)
        status = read_bin(dataset, arena, cli_value_at(cli, "bin", i), spec, err);
    if (status == STATUS_OK)
        status = read_value(cli, dataset, arena, spec, err);
    read_sort(cli, out);
    return status;
}
