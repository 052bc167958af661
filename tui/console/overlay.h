/* What lies over the panes: a stack; the top one takes the keys. */
#ifndef DATAJAM_CONSOLE_OVERLAY_H
#define DATAJAM_CONSOLE_OVERLAY_H

#include <stdbool.h>

#include "core/base/buffer.h"
#include "core/base/text.h"
#include "tui/console/key.h"
#include "tui/console/surface.h"

struct app;
struct overlay;
struct pane;

struct overlay_class {
    const char *name;
    enum text_id keys; /* "Enter chooses  Esc goes back": stands in the place of the key bar,
                          entries parted by two blanks; TEXT_NONE: the pane's keys stay */
    enum text_id (*keys_now)(const struct overlay *overlay); /* in its place; may be NULL */
    void (*draw)(struct overlay *overlay, const struct surface *screen);
    /* Every key but those that overlay_key deals with: Esc, and clicks outside. */
    void (*key)(struct overlay *overlay, const struct key *key);
    /* A click outside of its box; false: it closes it. May be NULL. */
    bool (*outside)(struct overlay *overlay, const struct key *key);
    bool (*cursor)(const struct overlay *overlay, int *x, int *y); /* on the screen */
    void (*describe)(const struct overlay *overlay, struct buffer *out);
    void (*left)(struct overlay *overlay); /* Esc; before it is freed. May be NULL */
    void (*free)(struct overlay *overlay); /* what hangs on it, not itself */
};

/* The head of every overlay's own struct. */
struct overlay {
    const struct overlay_class *class;
    struct app *app;
    struct pane *pane;
    struct overlay *below;
    int x, y, columns, rows; /* where it was drawn */
};

/* A zeroed overlay of that size on top of the stack; NULL: no memory (and it was said). */
void *overlay_push(struct pane *pane, const struct overlay_class *class, size_t size);

/* Takes the top one away. */
void overlay_pop(struct app *app);
void overlay_pop_all(struct app *app);

/* The one of that class, wherever in the stack; NULL: none is open. */
struct overlay *overlay_find(const struct app *app, const struct overlay_class *class);

/* It takes the keys. */
bool overlay_is_top(const struct app *app, const struct overlay *overlay);

/* Gives the top one a key. False: there is none. */
bool overlay_key(struct app *app, const struct key *key);

void overlay_draw_all(struct app *app, const struct surface *screen);

/* A centred box of at most that size with a title; out is its inside. */
void overlay_box(struct overlay *overlay, const struct surface *screen, const char *title,
                 int columns, int rows, struct surface *out);

/* The same with its upper left corner at (x, y), or as near to it as there is room. */
void overlay_box_at(struct overlay *overlay, const struct surface *screen, const char *title, int x,
                    int y, int columns, int rows, struct surface *out);

/* A mouse event's place in the inside of the box; false: outside. */
bool overlay_inside(const struct overlay *overlay, const struct key *key, int *x, int *y);

#endif
