/*
 * Walks a Markdown document (cmark-gfm with tables) and hands its words to the line
 * breaker. The walk keeps a short stack of what stands at the left edge (bullets,
 * quotation bars); nesting beyond it is read but no longer indented, so that no text can
 * push itself off the screen.
 */
#include "core/output/rich_text.h"

#include <stdint.h>
#include <string.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "core/base/buffer.h"
#include "core/base/utf8.h"
#include "core/output/rich_table.h"
#include "core/output/rich_wrap.h"

enum { DEPTH_LIMIT = 12, NARROWEST_PAGE = 10 };

/* One container: what it puts before its first line and before the others. */
struct margin {
    struct rich_run first, rest;
    bool used; /* its first line is out */
};

struct walk {
    struct arena *arena;
    struct rich_lines lines;
    struct rich_words words;
    struct rich_table table;
    size_t width;
    struct margin margins[DEPTH_LIMIT];
    size_t depth;  /* margins in use */
    size_t beyond; /* containers that got no margin */
    int heading;   /* level of the heading being read, or 0 */
    int strong, emphasis, in_table;
    bool blank_due; /* a blank line stands before the next block */
};

/* Node types of the table extension are numbered at run time; their names are fixed. */
enum table_part { PART_NONE, PART_TABLE, PART_ROW, PART_CELL };

static enum table_part table_part(cmark_node *node)
{
    const char *name = cmark_node_get_type_string(node);
    if (strncmp(name, "table", 5) != 0)
        return PART_NONE;
    return strcmp(name, "table") == 0        ? PART_TABLE
           : strcmp(name, "table_cell") == 0 ? PART_CELL
                                             : PART_ROW;
}

static bool node_is_tight(cmark_node *node)
{
    cmark_node *parent = cmark_node_parent(node);
    cmark_node *list = parent != NULL ? cmark_node_parent(parent) : NULL;
    return list != NULL && cmark_node_get_type(parent) == CMARK_NODE_ITEM &&
           cmark_node_get_list_tight(list);
}

static size_t margin_cells(const struct walk *walk)
{
    size_t cells = 0;
    for (size_t i = 0; i < walk->depth; i++)
        cells += walk->margins[i].first.cells;
    return cells;
}

static void push_margin(struct walk *walk, struct rich_run first, struct rich_run rest)
{
    if (walk->beyond > 0 || walk->depth == DEPTH_LIMIT ||
        margin_cells(walk) + first.cells > walk->width / 2) {
        walk->beyond++;
        return;
    }
    walk->margins[walk->depth++] = (struct margin){first, rest, false};
}

static void pop_margin(struct walk *walk)
{
    if (walk->beyond > 0)
        walk->beyond--;
    else
        walk->depth--;
}

/* The left edge of the next lines, in two arrays of DEPTH_LIMIT runs. */
static struct rich_prefix take_prefix(struct walk *walk, struct rich_run *first,
                                      struct rich_run *rest)
{
    for (size_t i = 0; i < walk->depth; i++) {
        struct margin *margin = &walk->margins[i];
        first[i] = margin->used ? margin->rest : margin->first;
        rest[i] = margin->rest;
        margin->used = true;
    }
    return (struct rich_prefix){first, rest, walk->depth, walk->depth, margin_cells(walk)};
}

static void add_blank_if_due(struct walk *walk)
{
    struct rich_run bars[DEPTH_LIMIT];
    size_t count = 0;
    if (walk->blank_due && walk->lines.count > 0) {
        for (size_t i = 0; i < walk->depth && walk->margins[i].used; i++)
            bars[count++] = walk->margins[i].rest;
        rich_lines_add(&walk->lines, bars, count, 0);
    }
    walk->blank_due = false;
}

static void end_block(struct walk *walk, cmark_node *node)
{
    walk->blank_due = !node_is_tight(node);
}

/* Breaks the words collected so far into lines. */
static void flush_words(struct walk *walk)
{
    struct rich_run first[DEPTH_LIMIT], rest[DEPTH_LIMIT];
    add_blank_if_due(walk);
    struct rich_prefix prefix = take_prefix(walk, first, rest);
    rich_wrap(&walk->lines, &walk->words, &prefix, walk->width, walk->heading);
    rich_words_clear(&walk->words);
}

/* Code and raw HTML: line by line as written, blanks and all. */
static void add_verbatim(struct walk *walk, const char *text, enum rich_style style)
{
    struct buffer line = {0};
    while (*text != '\0') {
        size_t len = strcspn(text, "\n");
        buffer_clear(&line);
        for (size_t i = 0; i < len; i++)
            if (text[i] == '\t')
                buffer_add_string(&line, "    ");
            else
                buffer_add_byte(&line, text[i]);
        rich_words_add_whole(&walk->words, buffer_span(&line), style);
        flush_words(walk);
        text += len + (text[len] == '\n');
    }
    walk->lines.failed = walk->lines.failed || line.failed;
    buffer_free(&line);
}

static enum rich_style style_now(const struct walk *walk)
{
    if (walk->heading > 0)
        return walk->heading == 1   ? RICH_HEADING1
               : walk->heading == 2 ? RICH_HEADING2
                                    : RICH_HEADING3;
    if (walk->in_table > 0 && walk->table.cell_count < walk->table.columns)
        return RICH_STRONG; /* the header row */
    return walk->strong > 0 ? RICH_STRONG : walk->emphasis > 0 ? RICH_EMPHASIS : RICH_PLAIN;
}

static void add_literal(struct walk *walk, cmark_node *node, enum rich_style style)
{
    const char *text = cmark_node_get_literal(node);
    rich_words_add(&walk->words, span_string(text), style);
}

static void enter_item(struct walk *walk, cmark_node *node)
{
    cmark_node *list = cmark_node_parent(node);
    char *mark;
    if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST) {
        int number = cmark_node_get_list_start(list);
        for (cmark_node *at = cmark_node_previous(node); at != NULL && number < INT32_MAX;
             at = cmark_node_previous(at))
            number++;
        mark = arena_printf(walk->arena, "%d. ", number);
    } else {
        mark = arena_string(walk->arena, "· ");
    }
    if (mark == NULL) {
        walk->lines.failed = true;
        walk->beyond++;
        return;
    }
    struct rich_run first = rich_run_of(mark, RICH_MARK);
    char *blanks = arena_printf(walk->arena, "%*s", (int)first.cells, "");
    struct rich_run rest = rich_run_of(blanks != NULL ? blanks : "", RICH_PLAIN);
    walk->lines.failed = walk->lines.failed || blanks == NULL;
    push_margin(walk, first, rest);
}

static void add_break(struct walk *walk)
{
    struct buffer rule = {0};
    size_t cells = walk->width - margin_cells(walk);
    for (size_t i = 0; i < cells; i++)
        buffer_add_string(&rule, "─");
    rich_words_add_whole(&walk->words, buffer_span(&rule), RICH_RULE);
    walk->lines.failed = walk->lines.failed || rule.failed;
    buffer_free(&rule);
    flush_words(walk);
}

static void enter_table(struct walk *walk, cmark_node *node)
{
    uint16_t columns = cmark_gfm_extensions_get_table_columns(node);
    const uint8_t *align = cmark_gfm_extensions_get_table_alignments(node);
    walk->table = (struct rich_table){.arena = walk->arena, .columns = columns};
    if (walk->table.columns > RICH_TABLE_COLUMNS)
        walk->table.columns = RICH_TABLE_COLUMNS;
    for (size_t i = 0; i < walk->table.columns && align != NULL; i++)
        walk->table.align[i] = (char)align[i];
    walk->in_table = 1;
}

static void exit_table(struct walk *walk)
{
    struct rich_run first[DEPTH_LIMIT], rest[DEPTH_LIMIT];
    add_blank_if_due(walk);
    struct rich_prefix prefix = take_prefix(walk, first, rest);
    rich_table_layout(&walk->table, &walk->lines, &prefix, walk->width);
    walk->in_table = 0;
    walk->blank_due = true;
}

static void exit_link(struct walk *walk, cmark_node *node)
{
    const char *address = cmark_node_get_url(node);
    cmark_node *child = cmark_node_first_child(node);
    const char *words = child != NULL ? cmark_node_get_literal(child) : NULL;
    if (address == NULL || address[0] == '\0' || (words != NULL && strcmp(words, address) == 0))
        return;
    char *shown = arena_printf(walk->arena, "(%s)", address);
    rich_words_space(&walk->words);
    if (shown != NULL)
        rich_words_add_whole(&walk->words, span_string(shown), RICH_LINK);
    walk->lines.failed = walk->lines.failed || shown == NULL;
}

/* Inline nodes; false: not one of them. */
static bool visit_inline(struct walk *walk, cmark_node *node, bool enter)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT)
        add_literal(walk, node, style_now(walk));
    else if (type == CMARK_NODE_CODE)
        add_literal(walk, node, RICH_CODE);
    else if (type == CMARK_NODE_HTML_INLINE)
        add_literal(walk, node, RICH_PLAIN);
    else if (type == CMARK_NODE_SOFTBREAK)
        rich_words_space(&walk->words);
    else if (type == CMARK_NODE_LINEBREAK)
        rich_words_break(&walk->words);
    else if (type == CMARK_NODE_STRONG)
        walk->strong += enter ? 1 : -1;
    else if (type == CMARK_NODE_EMPH)
        walk->emphasis += enter ? 1 : -1;
    else if ((type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) && !enter)
        exit_link(walk, node);
    else
        return false;
    return true;
}

static void visit_table(struct walk *walk, cmark_node *node, bool enter)
{
    enum table_part part = table_part(node);
    if (part == PART_TABLE) {
        if (enter)
            enter_table(walk, node);
        else
            exit_table(walk);
    } else if (part == PART_CELL && !enter) {
        rich_table_add_cell(&walk->table, &walk->words);
    } else if (part == PART_ROW && !enter) {
        rich_table_end_row(&walk->table);
    }
}

/* Blocks that hold blocks. */
static void visit_container(struct walk *walk, cmark_node *node, bool enter)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_BLOCK_QUOTE && enter) {
        add_blank_if_due(walk);
        struct rich_run bar = rich_run_of("│ ", RICH_QUOTE);
        push_margin(walk, bar, bar);
    } else if (type == CMARK_NODE_ITEM && enter) {
        enter_item(walk, node);
    } else if (type == CMARK_NODE_ITEM) {
        if (walk->beyond == 0 && walk->depth > 0 && !walk->margins[walk->depth - 1].used)
            flush_words(walk); /* an item without text still has its mark */
        pop_margin(walk);
    } else if (type == CMARK_NODE_BLOCK_QUOTE) {
        pop_margin(walk);
        end_block(walk, node);
    } else if (type == CMARK_NODE_LIST && !enter) {
        end_block(walk, node);
    }
}

static void visit_block(struct walk *walk, cmark_node *node, bool enter)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HEADING) {
        walk->heading = cmark_node_get_heading_level(node);
        if (!enter) {
            flush_words(walk);
            walk->heading = 0;
            end_block(walk, node);
        }
    } else if (type == CMARK_NODE_PARAGRAPH && !enter) {
        flush_words(walk);
        end_block(walk, node);
    } else if (type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK) {
        const char *text = cmark_node_get_literal(node);
        bool code = type == CMARK_NODE_CODE_BLOCK;
        add_verbatim(walk, text != NULL ? text : "", code ? RICH_CODE : RICH_PLAIN);
        end_block(walk, node);
    } else if (type == CMARK_NODE_THEMATIC_BREAK) {
        add_break(walk);
        end_block(walk, node);
    } else {
        visit_container(walk, node, enter);
    }
}

static bool walk_document(struct walk *walk, cmark_node *document)
{
    cmark_iter *iter = cmark_iter_new(document);
    cmark_event_type event;
    if (iter == NULL)
        return false;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE && !walk->lines.failed) {
        cmark_node *node = cmark_iter_get_node(iter);
        bool enter = event == CMARK_EVENT_ENTER;
        if (table_part(node) != PART_NONE)
            visit_table(walk, node, enter);
        else if (!visit_inline(walk, node, enter))
            visit_block(walk, node, enter);
    }
    cmark_iter_free(iter);
    return !walk->lines.failed && !walk->words.failed;
}

static cmark_node *parse(struct span markdown)
{
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_VALIDATE_UTF8);
    cmark_syntax_extension *table = cmark_find_syntax_extension("table");
    if (parser == NULL)
        return NULL;
    if (table != NULL)
        cmark_parser_attach_syntax_extension(parser, table);
    cmark_parser_feed(parser, markdown.data, markdown.len);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

enum status rich_text_layout(struct arena *arena, struct span markdown, size_t width,
                             struct rich_text *out, struct error *err)
{
    if (markdown.len > RICH_TEXT_LIMIT)
        return error_set(err, STATUS_INVALID, TEXT_RICH_TEXT_TOO_LONG,
                         TEXT_VALUES(text_number("limit", RICH_TEXT_LIMIT / 1024)));
    struct walk walk = {.arena = arena,
                        .lines.arena = arena,
                        .words.arena = arena,
                        .width = width < NARROWEST_PAGE ? NARROWEST_PAGE : width};
    cmark_node *document = parse(markdown.len > 0 ? markdown : span_string(""));
    bool good = document != NULL && walk_document(&walk, document);
    if (document != NULL)
        cmark_node_free(document);
    if (!good)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    *out = (struct rich_text){walk.lines.lines, walk.lines.count};
    return STATUS_OK;
}

struct span rich_line_text(struct arena *arena, const struct rich_line *line)
{
    size_t len = 0;
    for (size_t i = 0; i < line->run_count; i++)
        len += line->runs[i].text.len;
    char *text = arena_alloc(arena, len + 1);
    if (text == NULL)
        return span_string("");
    size_t at = 0;
    for (size_t i = 0; i < line->run_count; i++) {
        memcpy(text + at, line->runs[i].text.data, line->runs[i].text.len);
        at += line->runs[i].text.len;
    }
    return span_of(text, len);
}
