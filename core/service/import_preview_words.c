/* The answers of a preview: each decision in words, with what else could be meant. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/buffer.h"
#include "core/base/text.h"
#include "core/service/import_preview_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- for all of them ---- */

const char *preview_say(struct arena *arena, enum text_id id, const struct text_value *values)
{
    char words[PREVIEW_WORDS_SIZE];
    text_format(words, sizeof words, id, values);
    return arena_string(arena, words);
}

bool preview_add_choice(struct arena *arena, struct preview_choices *choices, const char *value,
                        const char *words, const char *detail)
{
    enum { STEP = 16 };
    if (choices->count % STEP == 0) {
        struct preview_choice *list = arena_array(arena, choices->count + STEP, sizeof *list);
        if (!list)
            return false;
        if (choices->count)
            memcpy(list, choices->list, choices->count * sizeof *list);
        choices->list = list;
    }
    if (!value || !words)
        return false;
    choices->list[choices->count++] = (struct preview_choice){value, words, detail};
    return true;
}

bool preview_choose(struct arena *arena, struct preview_choices *choices, const char *value)
{
    value = value ? value : "";
    for (size_t i = 0; i < choices->count; i++) {
        if (strcasecmp(choices->list[i].value, value) == 0) {
            choices->chosen = i;
            return true;
        }
    }
    choices->chosen = choices->count;
    const char *copy = arena_string(arena, value);
    return preview_add_choice(arena, choices, copy, copy, NULL);
}

const char *preview_delimiter_words(const char *delimiter, struct arena *arena)
{
    static const struct {
        const char *sign;
        enum text_id words;
    } known[] = {
        {",", TEXT_PREVIEW_COMMAS}, {";", TEXT_PREVIEW_SEMICOLONS},  {"\t", TEXT_PREVIEW_TABS},
        {"|", TEXT_PREVIEW_BARS},   {":", TEXT_PREVIEW_COLONS},      {"^", TEXT_PREVIEW_CARETS},
        {" ", TEXT_PREVIEW_BLANKS}, {"\t\t", TEXT_PREVIEW_TWO_TABS}, {"", TEXT_PREVIEW_NOTHING}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(delimiter, known[i].sign) == 0)
            return text_get(known[i].words);
    }
    return preview_say(arena, TEXT_PREVIEW_SIGNS, TEXT_VALUES(text_string("signs", delimiter)));
}

static bool is_given(const char *option)
{
    return option && option[0];
}

/* ---- each decision ---- */

static enum status answer_name(struct previewing *p, struct preview_answer *out, struct error *err)
{
    bool other = p->out->renamed;
    (void)err;
    out->words = preview_say(
        p->arena, other ? TEXT_PREVIEW_NAME_TAKEN : TEXT_PREVIEW_NAME,
        TEXT_VALUES(text_string("name", p->out->name), text_string("taken", p->source.dataset)));
    return STATUS_OK;
}

static enum status answer_sheet(struct previewing *p, struct preview_answer *out, struct error *err)
{
    out->offered = p->sheet_count > 0;
    if (!out->offered)
        return STATUS_OK;
    for (size_t i = 0; i < p->sheet_count; i++) {
        const struct xlsx_sheet_size *sheet = &p->sheets[i];
        enum text_id id = sheet->rows == 0 ? TEXT_PREVIEW_SHEET_EMPTY
                          : sheet->hidden  ? TEXT_PREVIEW_SHEET_HIDDEN
                          : sheet->about   ? TEXT_PREVIEW_SIZE_ABOUT
                                           : TEXT_PREVIEW_SIZE;
        const char *detail =
            preview_say(p->arena, id,
                        TEXT_VALUES(text_number("rows", sheet->rows),
                                    text_number("columns", (int64_t)sheet->columns)));
        if (!preview_add_choice(p->arena, &out->choices, sheet->name, sheet->name, detail))
            return no_memory(err);
    }
    out->choices.chosen = p->sheet;
    out->words = preview_say(p->arena,
                             p->out->ask_sheet     ? TEXT_PREVIEW_SHEET_OPEN
                             : p->sheet_count == 1 ? TEXT_PREVIEW_SHEET_ONLY
                                                   : TEXT_PREVIEW_SHEET_CHOSEN,
                             TEXT_VALUES(text_string("sheet", p->sheets[p->sheet].name),
                                         text_number("count", (int64_t)p->sheet_count)));
    return STATUS_OK;
}

static enum status answer_table(struct previewing *p, struct preview_answer *out, struct error *err)
{
    int64_t from = p->source.wish.from_line;
    out->offered = p->table_count > 1 || from > 1;
    for (size_t i = 0; out->offered && i < p->table_count; i++) {
        const struct preview_table *table = &p->tables[i];
        const char *value = i ? arena_printf(p->arena, "%lld", (long long)table->line) : "";
        const char *words = preview_say(p->arena, TEXT_PREVIEW_TABLE_AT,
                                        TEXT_VALUES(text_number("line", table->line)));
        if (!preview_add_choice(p->arena, &out->choices, value, words, table->names))
            return no_memory(err);
    }
    const char *chosen = from > 1 ? arena_printf(p->arena, "%lld", (long long)from) : "";
    if (!chosen || (out->offered && !preview_choose(p->arena, &out->choices, chosen)))
        return no_memory(err);
    out->words = preview_say(
        p->arena, from > 1 ? TEXT_PREVIEW_TABLE_FROM : TEXT_PREVIEW_TABLE_FIRST,
        TEXT_VALUES(text_number("line", from), text_number("count", (int64_t)p->table_count)));
    return STATUS_OK;
}

static enum status answer_cells(struct previewing *p, struct preview_answer *out, struct error *err)
{
    const struct plan *plan = &p->source.plan;
    const struct sniff_evidence *sniffed = &plan->sniffed;
    bool asked = is_given(p->options->delimiter);
    out->offered = !p->windows.by_row;
    if (!out->offered)
        return STATUS_OK;
    if (!preview_add_choice(p->arena, &out->choices, "", text_get(TEXT_CHOICE_AUTO),
                            asked ? NULL
                                  : preview_delimiter_words(plan->dialect.delimiter, p->arena)))
        return no_memory(err);
    enum status status = preview_list_delimiters(p, &out->choices, err);
    /* what was asked is known by its sign, whichever of its names was given */
    const struct dialect given = dialect_of(p->source.wish.delimiter);
    if (status == STATUS_OK &&
        !preview_choose(p->arena, &out->choices, asked ? dialect_delimiter_name(&given) : ""))
        status = no_memory(err);
    const char *signs = preview_delimiter_words(plan->dialect.delimiter, p->arena);
    enum text_id id = sniffed->cells <= 1 ? TEXT_PREVIEW_CELLS_ONE
                      : asked             ? TEXT_PREVIEW_CELLS_ASKED
                                          : TEXT_PREVIEW_CELLS;
    out->words = preview_say(p->arena, id,
                             TEXT_VALUES(text_string("signs", signs),
                                         text_number("lines", (int64_t)sniffed->agreeing),
                                         text_number("of", (int64_t)sniffed->rows),
                                         text_number("cells", (int64_t)sniffed->cells)));
    return status;
}

static enum status answer_quotes(struct previewing *p, struct preview_answer *out,
                                 struct error *err)
{
    const struct plan *plan = &p->source.plan;
    const char *asked = !p->source.wish.quote_given    ? ""
                        : p->source.wish.quote == '"'  ? "double"
                        : p->source.wish.quote == '\'' ? "single"
                                                       : "none";
    struct arena *arena = p->arena;
    out->offered = !p->windows.by_row;
    if (!preview_add_choice(arena, &out->choices, "", text_get(TEXT_CHOICE_AUTO), NULL) ||
        !preview_add_choice(arena, &out->choices, "double", text_get(TEXT_PREVIEW_QUOTE_DOUBLE),
                            NULL) ||
        !preview_add_choice(arena, &out->choices, "single", text_get(TEXT_PREVIEW_QUOTE_SINGLE),
                            NULL) ||
        !preview_add_choice(arena, &out->choices, "none", text_get(TEXT_PREVIEW_QUOTE_NONE),
                            NULL) ||
        !preview_choose(arena, &out->choices, asked))
        return no_memory(err);
    enum text_id id = plan->dialect.quote == 0      ? TEXT_PREVIEW_QUOTES_NONE
                      : plan->sniffed.quoted == 0   ? TEXT_PREVIEW_QUOTES_UNUSED
                      : plan->dialect.backslash     ? TEXT_PREVIEW_QUOTES_BACKSLASH
                      : plan->dialect.quote == '\'' ? TEXT_PREVIEW_QUOTES_SINGLE
                                                    : TEXT_PREVIEW_QUOTES_DOUBLE;
    out->words =
        preview_say(arena, id, TEXT_VALUES(text_number("count", (int64_t)plan->sniffed.quoted)));
    return STATUS_OK;
}

static enum text_id letters_words(const struct previewing *p)
{
    const struct input *input = p->source.data.input;
    const struct encoding_evidence *evidence = input_evidence(input);
    if (p->source.encoding != ENCODING_AUTO)
        return TEXT_PREVIEW_LETTERS_ASKED;
    if (input_has_mark(input))
        return TEXT_PREVIEW_LETTERS_MARK;
    switch (input_encoding(input)) {
    case ENCODING_UTF16LE:
    case ENCODING_UTF16BE:
        return TEXT_PREVIEW_LETTERS_NULS;
    case ENCODING_WINDOWS_1252:
        return TEXT_PREVIEW_LETTERS_WINDOWS;
    case ENCODING_LATIN1:
        return TEXT_PREVIEW_LETTERS_LATIN;
    case ENCODING_ISO_8859_15:
        return TEXT_PREVIEW_LETTERS_EURO;
    case ENCODING_UTF8:
    case ENCODING_AUTO:
        break;
    }
    return evidence->good == 0 ? TEXT_PREVIEW_LETTERS_ASCII
           : evidence->bad     ? TEXT_PREVIEW_LETTERS_MIXED
                               : TEXT_PREVIEW_LETTERS_UTF8;
}

static enum status answer_letters(struct previewing *p, struct preview_answer *out,
                                  struct error *err)
{
    const struct input *input = p->source.data.input;
    const struct encoding_evidence *evidence = input_evidence(input);
    out->offered = !p->windows.by_row;
    if (!out->offered)
        return STATUS_OK;
    const char *asked = p->source.encoding ? encoding_name(p->source.encoding) : "";
    if (!preview_add_choice(p->arena, &out->choices, "", text_get(TEXT_CHOICE_AUTO),
                            *asked ? NULL : encoding_name(input_encoding(input))))
        return no_memory(err);
    enum status status = preview_list_encodings(p, &out->choices, err);
    if (status == STATUS_OK && !preview_choose(p->arena, &out->choices, asked))
        status = no_memory(err);
    out->words = preview_say(
        p->arena, letters_words(p),
        TEXT_VALUES(text_string("encoding", encoding_name(input_encoding(input))),
                    text_number("good", evidence->good), text_number("bad", evidence->bad),
                    text_number("signs", evidence->windows)));
    return status;
}

static enum status answer_header(struct previewing *p, struct preview_answer *out,
                                 struct error *err)
{
    const struct plan *plan = &p->source.plan;
    struct arena *arena = p->arena;
    const char *asked = p->options->header ? p->options->header : "";
    bool found = !*asked && !p->out->problem && plan->header;
    const char *where = found ? preview_say(arena, TEXT_PREVIEW_HEADER_LINE,
                                            TEXT_VALUES(text_number("line", plan->first_line)))
                              : NULL;
    out->offered = true;
    if (!preview_add_choice(arena, &out->choices, "", text_get(TEXT_CHOICE_AUTO), where) ||
        !preview_add_choice(arena, &out->choices, "no", text_get(TEXT_PREVIEW_HEADER_NO),
                            text_get(TEXT_PREVIEW_HEADER_NO_NAMES)))
        return no_memory(err);
    enum status status = preview_list_lines(p, &out->choices, err);
    if (strcmp(asked, "auto") == 0)
        asked = "";
    if (status == STATUS_OK && !preview_choose(arena, &out->choices, asked))
        status = no_memory(err);
    enum text_id id = p->out->problem         ? TEXT_PREVIEW_HEADER_UNKNOWN
                      : !plan->header         ? TEXT_PREVIEW_HEADER_NONE
                      : plan->header_rows > 1 ? TEXT_PREVIEW_HEADER_LINES
                      : plan->above > 0       ? TEXT_PREVIEW_HEADER_BELOW
                                              : TEXT_PREVIEW_HEADER_FOUND;
    out->words = preview_say(arena, id,
                             TEXT_VALUES(text_number("line", plan->first_line),
                                         text_number("rows", (int64_t)plan->header_rows),
                                         text_number("above", (int64_t)plan->above)));
    return status;
}

/* Columns of the file that are called as one of the dataset. */
static size_t count_same(const struct previewing *p, const struct dataset_info *dataset)
{
    size_t same = 0;
    for (size_t i = 0; i < p->out->column_count; i++) {
        for (size_t c = 0; c < dataset->column_count; c++) {
            if (strcasecmp(dataset->columns[c].name, p->out->columns[i].name) == 0) {
                same++;
                break;
            }
        }
    }
    return same;
}

static enum status answer_like(struct previewing *p, struct preview_answer *out, struct error *err)
{
    size_t best = 0, most = 0, all = p->out->column_count;
    bool asked = p->source.like.count > 0;
    out->offered = p->dataset_count > 0;
    if (!preview_add_choice(p->arena, &out->choices, "", text_get(TEXT_PREVIEW_LIKE_NONE), NULL))
        return no_memory(err);
    for (size_t i = 0; i < p->dataset_count; i++) {
        size_t same = count_same(p, &p->datasets[i]);
        const char *detail = preview_say(
            p->arena, TEXT_PREVIEW_LIKE_SAME,
            TEXT_VALUES(text_number("same", (int64_t)same), text_number("of", (int64_t)all)));
        if (!detail || !preview_add_choice(p->arena, &out->choices, p->datasets[i].name,
                                           p->datasets[i].name, detail))
            return no_memory(err);
        best = same > most ? i : best;
        most = same > most ? same : most;
    }
    if (!preview_choose(p->arena, &out->choices, asked ? p->source.like.dataset : ""))
        return no_memory(err);
    enum text_id id =
        !asked ? most * 2 > all && most > 1 ? TEXT_PREVIEW_LIKE_OFFER : TEXT_PREVIEW_LIKE_OWN
        : p->out->change_count ? TEXT_PREVIEW_LIKE_CHANGED
                               : TEXT_PREVIEW_LIKE_ASKED;
    out->words =
        preview_say(p->arena, id,
                    TEXT_VALUES(text_string("dataset", asked              ? p->source.like.dataset
                                                       : p->dataset_count ? p->datasets[best].name
                                                                          : ""),
                                text_number("same", (int64_t)most), text_number("of", (int64_t)all),
                                text_number("changes", (int64_t)p->out->change_count)));
    return STATUS_OK;
}

static enum status answer_marks(struct previewing *p, struct preview_answer *out, struct error *err)
{
    struct buffer colours = {0};
    size_t count = 0;
    for (size_t i = 0; i < p->out->column_count; i++) {
        const struct preview_column *column = &p->out->columns[i];
        if (!column->colour)
            continue;
        if (count++ < 4)
            buffer_printf(&colours, "%s%s %s: %s", count > 1 ? ", " : "", column->name,
                          column->colour, quality_name(column->mark));
    }
    out->offered = count > 0;
    const char *detail = colours.failed ? NULL : arena_copy(p->arena, buffer_span(&colours));
    buffer_free(&colours);
    if (!detail ||
        !preview_add_choice(p->arena, &out->choices, "", text_get(TEXT_PREVIEW_MARKS_NO), NULL) ||
        !preview_add_choice(p->arena, &out->choices, "yes", text_get(TEXT_PREVIEW_MARKS_YES),
                            detail) ||
        !preview_choose(p->arena, &out->choices, p->options->marks ? "yes" : ""))
        return no_memory(err);
    out->words = preview_say(
        p->arena, p->options->marks ? TEXT_PREVIEW_MARKS_TAKEN : TEXT_PREVIEW_MARKS_OFFER,
        TEXT_VALUES(text_number("count", (int64_t)count), text_string("colours", detail)));
    return STATUS_OK;
}

/* ---- types of columns ---- */

static enum status answer_column(struct previewing *p, size_t i, struct error *err)
{
    const struct plan *plan = &p->source.plan;
    const struct column_evidence *evidence = &plan->evidence[i];
    struct preview_choices *choices = &p->out->columns[i].choices;
    struct column_format found;
    infer_decide(evidence, plan->names[i], &plan->context, &found);
    const char *reason = arena_string(p->arena, found.reason);
    if (!reason || !preview_add_choice(p->arena, choices, "", text_get(TEXT_CHOICE_AUTO), reason))
        return no_memory(err);
    for (int c = CHOICE_TEXT; c < CHOICE_COUNT; c++) {
        enum column_choice choice = (enum column_choice)c;
        int64_t fitting = choice_fitting(choice, evidence);
        if (fitting == 0 && choice != CHOICE_TEXT && choice != plan->choices[i])
            continue;
        const char *detail = choice == CHOICE_TEXT
                                 ? NULL
                                 : preview_say(p->arena, TEXT_PREVIEW_VALUES_FIT,
                                               TEXT_VALUES(text_number("values", fitting),
                                                           text_number("of", evidence->values)));
        if (!preview_add_choice(p->arena, choices, choice_name(choice), choice_words(choice),
                                detail))
            return no_memory(err);
    }
    enum column_choice asked = plan->choices[i];
    return preview_choose(p->arena, choices, asked ? choice_name(asked) : "") ? STATUS_OK
                                                                              : no_memory(err);
}

/* ---- all ---- */

const char *import_preview_label(enum preview_decision decision)
{
    static const enum text_id labels[PREVIEW_DECISIONS] = {
        [PREVIEW_NAME] = TEXT_PREVIEW_LABEL_NAME,
        [PREVIEW_SHEET] = TEXT_PREVIEW_LABEL_SHEET,
        [PREVIEW_TABLE] = TEXT_PREVIEW_LABEL_TABLE,
        [PREVIEW_CELLS] = TEXT_PREVIEW_LABEL_CELLS,
        [PREVIEW_QUOTES] = TEXT_PREVIEW_LABEL_QUOTES,
        [PREVIEW_LETTERS] = TEXT_PREVIEW_LABEL_LETTERS,
        [PREVIEW_HEADER] = TEXT_PREVIEW_LABEL_HEADER,
        [PREVIEW_LIKE] = TEXT_PREVIEW_LABEL_LIKE,
        [PREVIEW_MARKS] = TEXT_PREVIEW_LABEL_MARKS,
    };
    return text_get(labels[decision]);
}

enum status preview_answer_all(struct previewing *p, struct error *err)
{
    static enum status (*const answers[PREVIEW_DECISIONS])(
        struct previewing *, struct preview_answer *, struct error *) = {
        [PREVIEW_NAME] = answer_name,     [PREVIEW_SHEET] = answer_sheet,
        [PREVIEW_TABLE] = answer_table,   [PREVIEW_CELLS] = answer_cells,
        [PREVIEW_QUOTES] = answer_quotes, [PREVIEW_LETTERS] = answer_letters,
        [PREVIEW_HEADER] = answer_header, [PREVIEW_LIKE] = answer_like,
        [PREVIEW_MARKS] = answer_marks,
    };
    enum status status = STATUS_OK;
    for (int i = 0; i < PREVIEW_DECISIONS && status == STATUS_OK; i++) {
        struct preview_answer *answer = &p->out->answers[i];
        answer->words = "";
        status = answers[i](p, answer, err);
        if (status == STATUS_OK && !answer->words)
            status = no_memory(err);
    }
    p->out->answers[PREVIEW_NAME].offered = true;
    for (size_t i = 0; i < p->out->column_count && status == STATUS_OK && !p->out->problem; i++)
        status = answer_column(p, i, err);
    return status;
}
