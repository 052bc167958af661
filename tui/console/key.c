/* Owns the names of keys: reading them from tables and writing them for people. */
#include "tui/console/key.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/utf8.h"

static const struct {
    const char *name;
    uint32_t code;
} key_names[] = {
    {"Up", KEYCODE_UP},
    {"Down", KEYCODE_DOWN},
    {"Left", KEYCODE_LEFT},
    {"Right", KEYCODE_RIGHT},
    {"Home", KEYCODE_HOME},
    {"End", KEYCODE_END},
    {"PageUp", KEYCODE_PAGE_UP},
    {"PageDown", KEYCODE_PAGE_DOWN},
    {"Insert", KEYCODE_INSERT},
    {"Delete", KEYCODE_DELETE},
    {"Backspace", KEYCODE_BACKSPACE},
    {"Enter", KEYCODE_ENTER},
    {"Tab", KEYCODE_TAB},
    {"Esc", KEYCODE_ESC},
    {"F1", KEYCODE_F1},
    {"F2", KEYCODE_F1 + 1},
    {"F3", KEYCODE_F1 + 2},
    {"F4", KEYCODE_F1 + 3},
    {"F5", KEYCODE_F1 + 4},
    {"F6", KEYCODE_F1 + 5},
    {"F7", KEYCODE_F1 + 6},
    {"F8", KEYCODE_F1 + 7},
    {"F9", KEYCODE_F1 + 8},
    {"F10", KEYCODE_F1 + 9},
    {"F11", KEYCODE_F1 + 10},
    {"F12", KEYCODE_F12},
    {"Space", ' '},
};

static const struct {
    const char *name;
    unsigned modifier;
} modifier_names[] = {
    {"Ctrl-", KEY_CTRL},
    {"Alt-", KEY_ALT},
    {"Shift-", KEY_SHIFT},
};

enum {
    KEY_COUNT = sizeof key_names / sizeof *key_names,
    MODIFIER_COUNT = sizeof modifier_names / sizeof *modifier_names
};

bool key_equal(const struct key *a, const struct key *b)
{
    return a->code == b->code && a->modifiers == b->modifiers;
}

bool key_is_text(const struct key *key)
{
    return key->code >= ' ' && key->code != 127 && key->code < 0x110000 &&
           !(key->modifiers & (KEY_CTRL | KEY_ALT));
}

static const char *code_name(uint32_t code, char *out)
{
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (key_names[i].code == code)
            return key_names[i].name;
    }
    out[code < 0x110000 ? utf8_write(code, out) : 0] = '\0';
    return out;
}

char *key_name(const struct key *key, char *out)
{
    char scratch[8];
    struct key named = *key;
    if ((named.modifiers & KEY_CTRL) && named.code >= 'a' && named.code <= 'z')
        named.code = named.code - 'a' + 'A'; /* "Ctrl-F" reads better than "Ctrl-f" */
    size_t len = 0;
    out[0] = '\0';
    for (size_t i = 0; i < MODIFIER_COUNT; i++) {
        if (named.modifiers & modifier_names[i].modifier)
            len += (size_t)snprintf(out + len, KEY_NAME_SIZE - len, "%s", modifier_names[i].name);
    }
    snprintf(out + len, KEY_NAME_SIZE - len, "%s", code_name(named.code, scratch));
    return out;
}

static bool starts_with(struct span text, const char *word)
{
    size_t len = strlen(word);
    return text.len > len && strncasecmp(text.data, word, len) == 0;
}

static unsigned parse_modifiers(struct span *name)
{
    unsigned modifiers = 0;
    for (size_t i = 0; i < MODIFIER_COUNT; i++) {
        if (starts_with(*name, modifier_names[i].name)) {
            size_t len = strlen(modifier_names[i].name);
            modifiers |= modifier_names[i].modifier;
            *name = span_of(name->data + len, name->len - len);
        }
    }
    return modifiers;
}

static uint32_t parse_code(struct span name)
{
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (strlen(key_names[i].name) == name.len &&
            strncasecmp(key_names[i].name, name.data, name.len) == 0)
            return key_names[i].code;
    }
    uint32_t character;
    if (!name.len || utf8_decode(name.data, name.len, &character) != name.len)
        return KEYCODE_NONE;
    return character;
}

bool key_parse(struct span name, struct key *out)
{
    *out = (struct key){.modifiers = parse_modifiers(&name)};
    out->code = parse_code(name);
    if ((out->modifiers & KEY_CTRL) && out->code >= 'A' && out->code <= 'Z')
        out->code = out->code - 'A' + 'a';
    return out->code != KEYCODE_NONE;
}

bool key_next(struct span *rest, struct key *out)
{
    while (rest->len && *rest->data == ' ')
        *rest = span_of(rest->data + 1, rest->len - 1);
    size_t len = 0;
    while (len < rest->len && rest->data[len] != ' ')
        len++;
    if (!len)
        return false;
    bool good = key_parse(span_of(rest->data, len), out);
    *rest = span_of(rest->data + len, rest->len - len);
    return good;
}

bool key_in(const char *names, const struct key *key)
{
    struct span rest = span_string(names);
    struct key one;
    while (key_next(&rest, &one)) {
        if (key_equal(&one, key))
            return true;
    }
    return false;
}
