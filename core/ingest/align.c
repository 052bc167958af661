/*
 * The alignment of a row with its columns: the cheapest way through a table of (cells used,
 * columns filled), as in comparing two texts. Each step has a price that is a little more
 * than what an ordinary cell costs, so that a row that fits as it is stays as it is.
 */
#include "core/ingest/align.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { JOIN_MAX = 12, SPLIT_TEXT_MAX = 2000 };

/* An empty cell without quotes among others that have them is surplus before any other. */
static const double PRICE_JOIN = 1.2, PRICE_SPLIT = 3.0, PRICE_DROP = 1.0, PRICE_DROP_ODD = 0.2,
                    PRICE_PAD = 2.5, PRICE_PAD_END = 1.5, PRICE_EMPTY_END = 1.5, FAR = 1e9;

enum step_kind { STEP_NONE, STEP_TAKE, STEP_JOIN, STEP_SPLIT, STEP_DROP, STEP_PAD };

/* How a place of the table was reached. */
struct step {
    double cost;
    enum step_kind kind;
    size_t tokens; /* that it used */
    size_t at;     /* where a token is split */
};

struct aligning {
    const struct cells *tokens;
    const struct column_shape *shapes;
    size_t width;
    const char *joint;
    struct step *table; /* (tokens + 1) × (width + 1) */
    char *scratch;
    bool all_quoted;           /* but for empty ones */
    const struct step *banned; /* a way that is not to be taken again; NULL: none */
    size_t banned_at;          /* the tokens before it */
};

static struct step *place(const struct aligning *a, size_t tokens, size_t columns)
{
    return &a->table[tokens * (a->width + 1) + columns];
}

static void reach(const struct aligning *a, size_t tokens, size_t columns, struct step step)
{
    if (a->banned && step.kind == a->banned->kind && step.tokens == a->banned->tokens &&
        tokens - step.tokens == a->banned_at)
        return;
    struct step *there = place(a, tokens, columns);
    if (step.cost < there->cost - 1e-9)
        *there = step;
}

/* ---- steps ---- */

static void try_take(const struct aligning *a, size_t i, size_t j, double cost)
{
    struct span cell = cells_get(a->tokens, i);
    cost += shape_cost(&a->shapes[j], cell);
    reach(a, i + 1, j + 1, (struct step){.cost = cost, .kind = STEP_TAKE, .tokens = 1});
}

static size_t append(const struct aligning *a, size_t len, struct span text)
{
    if (text.len)
        memcpy(a->scratch + len, text.data, text.len);
    return len + text.len;
}

/* Cells that a delimiter of their own text has parted; quoted ones were whole. */
static void try_joins(const struct aligning *a, size_t i, size_t j, double cost)
{
    if (a->tokens->quoted[i] || a->tokens->count - i <= 1)
        return;
    size_t len = append(a, 0, cells_get(a->tokens, i));
    for (size_t n = 2; n <= JOIN_MAX && i + n <= a->tokens->count; n++) {
        if (a->tokens->quoted[i + n - 1])
            return;
        len = append(a, len, span_string(a->joint));
        len = append(a, len, cells_get(a->tokens, i + n - 1));
        /* an empty cell at an end is surplus rather than a part of a text */
        bool end = !cells_get(a->tokens, i).len || !cells_get(a->tokens, i + n - 1).len;
        double all = cost + PRICE_JOIN * (double)(n - 1) + (end ? PRICE_EMPTY_END : 0) +
                     shape_cost(&a->shapes[j], span_of(a->scratch, len));
        reach(a, i + n, j + 1, (struct step){.cost = all, .kind = STEP_JOIN, .tokens = n});
    }
}

static bool in_character(struct span text, size_t at)
{
    return at < text.len && ((unsigned char)text.data[at] & 0xC0) == 0x80;
}

/* Between two digits or two letters, or beside a blank: a place that shows only by what comes of
 * it. */
static bool is_amid(struct span text, size_t at)
{
    unsigned char before = (unsigned char)text.data[at - 1], behind = (unsigned char)text.data[at];
    return before == ' ' || behind == ' ' || (isdigit(before) && isdigit(behind)) ||
           ((isalpha(before) || before >= 0x80) && (isalpha(behind) || behind >= 0x80));
}

/* Behind a digit no number begins with a zero. */
static bool in_number(struct span text, size_t at)
{
    char before = text.data[at - 1];
    return text.data[at] == '0' && before >= '0' && before <= '9';
}

/* A cell in which a delimiter was lost. Two places that are about as good leave it open. */
static void try_split(const struct aligning *a, size_t i, size_t j, double cost)
{
    struct span cell = cells_get(a->tokens, i);
    if (j + 2 > a->width || a->tokens->quoted[i] || cell.len > SPLIT_TEXT_MAX || cell.len < 2)
        return;
    double best = FAR, second = FAR;
    size_t best_at = 0;
    for (size_t at = 1; at < cell.len; at++) {
        if (in_character(cell, at) || in_number(cell, at))
            continue;
        double halves = shape_cost(&a->shapes[j], span_of(cell.data, at)) +
                        shape_cost(&a->shapes[j + 1], span_of(cell.data + at, cell.len - at));
        if (halves < best) {
            second = best;
            best = halves;
            best_at = at;
        } else if (halves < second)
            second = halves;
    }
    if (second - best < 0.15)
        return;
    reach(a, i + 1, j + 2,
          (struct step){
              .cost = cost + best + PRICE_SPLIT, .kind = STEP_SPLIT, .tokens = 1, .at = best_at});
}

static void try_column_steps(const struct aligning *a, size_t i, size_t j, double cost)
{
    size_t left = a->tokens->count - i;
    if (left > 0) {
        try_take(a, i, j, cost);
        try_joins(a, i, j, cost);
        if (left < a->width - j)
            try_split(a, i, j, cost);
    }
    double pad = left ? PRICE_PAD : PRICE_PAD_END;
    cost += pad + shape_cost(&a->shapes[j], span_of("", 0)) * (left ? 1.0 : 0.5);
    reach(a, i, j + 1, (struct step){.cost = cost, .kind = STEP_PAD});
}

/* ---- the table ---- */

/* No further from the straight way than the row differs from its columns, and a bit. */
static bool is_near(const struct aligning *a, size_t i, size_t j)
{
    size_t more = a->tokens->count > a->width ? a->tokens->count - a->width : 0;
    size_t less = a->width > a->tokens->count ? a->width - a->tokens->count : 0;
    return i <= j + more + 2 && j <= i + less + 2;
}

static void fill(const struct aligning *a)
{
    size_t count = a->tokens->count, places = (count + 1) * (a->width + 1);
    for (size_t i = 0; i < places; i++)
        a->table[i].cost = FAR;
    place(a, 0, 0)->cost = 0;
    for (size_t i = 0; i <= count; i++) {
        for (size_t j = 0; j <= a->width; j++) {
            double cost = place(a, i, j)->cost;
            if (cost >= FAR || !is_near(a, i, j))
                continue;
            if (j < a->width)
                try_column_steps(a, i, j, cost);
            double price = a->all_quoted ? PRICE_DROP_ODD : PRICE_DROP;
            if (i < count && cells_get(a->tokens, i).len == 0 && !a->tokens->quoted[i])
                reach(a, i + 1, j,
                      (struct step){.cost = cost + price, .kind = STEP_DROP, .tokens = 1});
        }
    }
}

/* The steps from the end back to the beginning, in the order in which they were taken. */
static size_t trace(const struct aligning *a, struct step *out)
{
    size_t i = a->tokens->count, j = a->width, n = 0;
    while (i || j) {
        struct step step = *place(a, i, j);
        out[n++] = step;
        i -= step.tokens;
        j -= step.kind == STEP_DROP ? 0 : step.kind == STEP_SPLIT ? 2 : 1;
    }
    for (size_t k = 0; k < n / 2; k++) {
        struct step swap = out[k];
        out[k] = out[n - 1 - k];
        out[n - 1 - k] = swap;
    }
    return n;
}

/* ---- the result ---- */

static void write_join(const struct aligning *a, size_t i, size_t tokens, struct cells *out)
{
    size_t len = 0;
    for (size_t k = 0; k < tokens; k++) {
        if (k)
            len = append(a, len, span_string(a->joint));
        len = append(a, len, cells_get(a->tokens, i + k));
    }
    cells_add(out, span_of(a->scratch, len), false);
}

/* A cell that stands as it did in the file may be strange in its column, if it is of a kind that
 * the column has often. */
static bool is_strange(const struct column_shape *shape, struct span cell, bool touched)
{
    return !shape_is_at_home(shape, cell) && (touched || !shape_is_common(shape, cell));
}

static bool last_is_strange(const struct aligning *a, const struct cells *out, bool touched)
{
    struct span cell = cells_get(out, out->count - 1);
    if (!touched && a->all_quoted && cell.len == 0)
        return false;
    return is_strange(&a->shapes[out->count - 1], cell, touched);
}

static void write_steps(const struct aligning *a, const struct step *steps, size_t count,
                        struct cells *out, struct alignment *alignment)
{
    size_t i = 0;
    cells_clear(out);
    for (size_t n = 0; n < count; n++) {
        struct span cell = i < a->tokens->count ? cells_get(a->tokens, i) : span_of("", 0);
        bool touched = steps[n].kind != STEP_TAKE;
        switch (steps[n].kind) {
        case STEP_TAKE:
            cells_add(out, cell, a->tokens->quoted[i]);
            break;
        case STEP_JOIN:
            write_join(a, i, steps[n].tokens, out);
            alignment->joined += steps[n].tokens - 1;
            break;
        case STEP_SPLIT:
            touched = is_amid(cell, steps[n].at);
            cells_add(out, span_of(cell.data, steps[n].at), false);
            alignment->strange += last_is_strange(a, out, touched);
            cells_add(out, span_of(cell.data + steps[n].at, cell.len - steps[n].at), false);
            alignment->split++;
            break;
        case STEP_PAD:
            cells_add(out, span_of("", 0), false);
            alignment->padded++;
            break;
        case STEP_DROP:
            alignment->dropped++;
            break;
        case STEP_NONE:
            break;
        }
        bool ended = steps[n].kind == STEP_PAD && i == a->tokens->count;
        if (steps[n].kind != STEP_DROP && !ended)
            alignment->strange += last_is_strange(a, out, touched);
        i += steps[n].tokens;
    }
    /* a row that is short besides has not just lost a delimiter */
    alignment->strange += alignment->split > 0 && alignment->padded > 0;
}

/* ---- doubt ---- */

static bool same_cells(const struct cells *a, const struct cells *b)
{
    return a->count == b->count && a->text_len == b->text_len &&
           memcmp(a->ends, b->ends, a->count * sizeof *a->ends) == 0 &&
           memcmp(a->text, b->text, a->text_len) == 0;
}

/* Another way that is about as cheap and gives other cells: then nothing tells which. */
static bool is_doubtful(struct aligning *a, struct step *steps, size_t count,
                        const struct cells *cells, double cost)
{
    struct cells others = {0};
    struct alignment ignored = {0};
    struct step banned = {0};
    size_t i = 0, n = 0;
    while (n < count && steps[n].kind != STEP_JOIN && steps[n].kind != STEP_DROP)
        i += steps[n++].tokens;
    if (n == count)
        return false;
    banned = steps[n];
    a->banned = &banned;
    a->banned_at = i;
    fill(a);
    a->banned = NULL;
    if (place(a, a->tokens->count, a->width)->cost > cost + 0.5)
        return false;
    write_steps(a, steps, trace(a, steps), &others, &ignored);
    bool same = same_cells(cells, &others);
    cells_free(&others);
    return !same;
}

double align_cost(const struct cells *cells, const struct column_shape *shapes, size_t width,
                  bool gaps_fit, size_t *strange)
{
    double all = 0;
    size_t odd = 0;
    for (size_t i = 0; i < width && i < cells->count; i++) {
        all += shape_cost(&shapes[i], cells_get(cells, i));
        struct span cell = cells_get(cells, i);
        odd += !(gaps_fit && cell.len == 0) && is_strange(&shapes[i], cell, false);
    }
    if (strange)
        *strange = odd;
    return all;
}

static bool are_quoted(const struct cells *cells)
{
    size_t quoted = 0;
    for (size_t i = 0; i < cells->count; i++) {
        quoted += cells->quoted[i];
        if (!cells->quoted[i] && cells_get(cells, i).len)
            return false;
    }
    return quoted > 0;
}

bool align_cells(const struct cells *tokens, const struct column_shape *shapes, size_t width,
                 const char *joint, struct cells *out, struct alignment *alignment)
{
    *alignment = (struct alignment){.cost = FAR};
    if (tokens->count == 0 || tokens->count > ALIGN_CELLS_MAX || width > ALIGN_CELLS_MAX)
        return false;
    size_t places = (tokens->count + 1) * (width + 1);
    struct aligning a = {.tokens = tokens, .shapes = shapes, .width = width, .joint = joint};
    a.all_quoted = are_quoted(tokens);
    a.table = calloc(places, sizeof *a.table);
    a.scratch = malloc(tokens->text_len + tokens->count * DELIMITER_MAX + 1);
    struct step *steps = calloc(tokens->count + width + 1, sizeof *steps);
    bool good = a.table && a.scratch && steps;
    if (good) {
        fill(&a);
        good = place(&a, tokens->count, width)->cost < FAR;
    }
    if (good) {
        alignment->cost = place(&a, tokens->count, width)->cost;
        size_t count = trace(&a, steps);
        write_steps(&a, steps, count, out, alignment);
        good = !out->failed && !is_doubtful(&a, steps, count, out, alignment->cost);
    }
    free(a.table);
    free(a.scratch);
    free(steps);
    return good;
}
