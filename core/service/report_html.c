/* The deck as HTML: a section for each slide. */
#include <stdio.h>

#include "core/output/html.h"
#include "core/output/svg.h"
#include "core/service/chart_svg.h"
#include "core/service/report.h"

enum { PICTURE_COLUMNS = 92, FIGURES_BESIDE = 6, FIGURES_ALONE = 14 };

struct writing {
    struct arena *arena;
    const struct deck *deck;
    struct buffer *out;
    size_t number; /* of the slide, from 1 */
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static const char *say(struct arena *arena, enum text_id id, const struct text_value *values)
{
    char text[512];
    text_format(text, sizeof text, id, values);
    return arena_string(arena, text);
}

/* ---- figures ---- */

/* So many rows of it at most. */
static void add_table(const struct writing *writing, const struct deck_piece *piece, size_t most)
{
    const struct deck_table *table = &piece->table;
    struct buffer *out = writing->out;
    if (table->columns == 0)
        return;
    buffer_add_string(out, "<div class=\"wide\"><table>\n");
    html_element(out, "caption", NULL, piece->title);
    buffer_add_string(out, "<thead><tr>");
    for (size_t c = 0; c < table->columns; c++)
        html_header(out, "col", table->heads[c], table->number[c]);
    buffer_add_string(out, "</tr></thead>\n<tbody>\n");
    for (size_t r = 0; r < table->rows && r < most; r++) {
        buffer_add_string(out, "<tr>");
        for (size_t c = 0; c < table->columns; c++) {
            const char *text = table->cells[r * table->columns + c];
            if (c < table->labels)
                html_header(out, "row", text, false);
            else
                html_cell(out, text, table->number[c]);
        }
        buffer_add_string(out, "</tr>\n");
    }
    buffer_add_string(out, "</tbody>\n</table></div>\n");
}

/* Folded away, and not printed. */
static void add_folded(const struct writing *writing, const struct deck_piece *piece)
{
    buffer_add_string(writing->out, "<details>\n");
    html_element(writing->out, "summary", NULL, text_get(TEXT_DECK_FIGURES));
    add_table(writing, piece, SIZE_MAX);
    buffer_add_string(writing->out, "</details>\n");
}

/* A picture says it already; and without one, what doesn't go on a page is too long to be read. */
static void add_figures(const struct writing *writing, const struct deck_piece *piece)
{
    size_t most = piece->chart ? FIGURES_BESIDE : FIGURES_ALONE;
    if (!piece->chart)
        add_table(writing, piece, most);
    else if (piece->table.rows <= most)
        add_table(writing, piece, SIZE_MAX);
    if (piece->table.rows > most)
        add_folded(writing, piece);
}

static enum status add_picture(const struct writing *writing, const struct deck_piece *piece,
                               struct error *err)
{
    char name[32];
    if (!piece->chart)
        return STATUS_OK;
    snprintf(name, sizeof name, "slide%zu", writing->number);
    buffer_add_string(writing->out, "<figure>\n");
    enum status status =
        chart_svg_within(writing->arena, piece->chart, PICTURE_COLUMNS, name, writing->out, err);
    buffer_add_string(writing->out, "</figure>\n");
    return status;
}

static enum status add_notes(const struct writing *writing, const struct deck_piece *piece,
                             struct error *err)
{
    const char *notes[DECK_NOTES];
    size_t count = deck_notes(writing->arena, writing->deck, piece, notes);
    if (!notes[0])
        return no_memory(err);
    for (size_t i = 0; i < count; i++)
        html_element(writing->out, "p", "small", notes[i]);
    return STATUS_OK;
}

static enum status add_piece(const struct writing *writing, const struct deck_page *page,
                             struct error *err)
{
    const struct deck_piece *piece = page->piece;
    if (!piece) {
        html_element(writing->out, "p", "remark", text_get(TEXT_DECK_NO_EVIDENCE));
        return STATUS_OK;
    }
    enum status status = add_picture(writing, piece, err);
    if (status != STATUS_OK)
        return status;
    if (*piece->sentence && piece->sentence != page->title)
        html_element(writing->out, "p", NULL, piece->sentence);
    if (!piece->chart)
        add_figures(writing, piece);
    return STATUS_OK;
}

/* ---- slides ---- */

static void add_labelled(const struct writing *writing, const char *class, enum text_id label,
                         const char *text)
{
    if (!*text)
        return;
    buffer_printf(writing->out, "<p class=\"%s\"><strong>", class);
    html_text(writing->out, text_get(label));
    buffer_add_string(writing->out, ":</strong> ");
    html_text(writing->out, text);
    buffer_add_string(writing->out, "</p>\n");
}

static enum status add_finding(const struct writing *writing, const struct deck_page *page,
                               struct error *err)
{
    struct buffer *out = writing->out;
    if (page->parts > 1) {
        const char *part = say(writing->arena, TEXT_DECK_PART,
                               TEXT_VALUES(text_number("part", (int64_t)page->part + 1),
                                           text_number("parts", (int64_t)page->parts)));
        html_element(out, "p", "part", part ? part : "");
    }
    html_element(out, "h2", NULL, page->title);
    enum status status = add_piece(writing, page, err);
    if (status != STATUS_OK)
        return status;
    add_labelled(writing, "remark", TEXT_DECK_CAVEAT, page->caveat);
    add_labelled(writing, "follow", TEXT_DECK_FOLLOWS, page->follows);
    if (*page->seen) {
        const char *seen =
            say(writing->arena, TEXT_DECK_SEEN, TEXT_VALUES(text_string("seen", page->seen)));
        html_element(out, "p", NULL, seen ? seen : "");
    }
    status = page->piece ? add_notes(writing, page->piece, err) : STATUS_OK;
    if (page->piece && page->piece->chart)
        add_figures(writing, page->piece);
    return status;
}

static void add_list(const struct writing *writing, const struct deck_page *page)
{
    struct buffer *out = writing->out;
    html_element(out, "h2", NULL, page->title);
    buffer_add_string(out, "<ul class=\"lines\">\n");
    for (size_t i = 0; i < page->line_count; i++) {
        const struct deck_line *line = &page->lines[i];
        buffer_add_string(out, "<li>");
        if (*line->label)
            html_inline(out, "label", line->label);
        html_text(out, line->text);
        if (*line->detail)
            html_inline(out, "detail", line->detail);
        buffer_add_string(out, "</li>\n");
    }
    buffer_add_string(out, "</ul>\n");
}

static void add_cover(const struct writing *writing, const struct deck_page *page)
{
    html_element(writing->out, "h1", NULL, page->title);
    for (size_t i = 0; i < page->line_count; i++)
        html_element(writing->out, "p", NULL, page->lines[i].text);
}

static enum status add_slide(const struct writing *writing, const struct deck_page *page,
                             struct error *err)
{
    enum status status = STATUS_OK;
    buffer_printf(writing->out, "<section class=\"slide%s\">\n",
                  page->kind == DECK_TITLE ? " cover" : "");
    if (page->kind == DECK_TITLE)
        add_cover(writing, page);
    else if (page->kind == DECK_FINDING)
        status = add_finding(writing, page, err);
    else
        add_list(writing, page);
    buffer_add_string(writing->out, "</section>\n");
    return status;
}

enum status report_html(struct arena *arena, const struct deck *deck, struct buffer *out,
                        struct error *err)
{
    struct writing writing = {.arena = arena, .deck = deck, .out = out};
    enum status status = STATUS_OK;
    html_begin(out, deck->pages[0].title);
    svg_looks(out);
    buffer_add_string(out, "<main>\n");
    for (size_t i = 0; i < deck->count && status == STATUS_OK; i++) {
        writing.number = i + 1;
        status = add_slide(&writing, &deck->pages[i], err);
    }
    buffer_add_string(out, "</main>\n");
    html_end(out);
    return status == STATUS_OK && out->failed ? no_memory(err) : status;
}
