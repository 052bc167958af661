/*
 * Owns the decoding of what a terminal sends. Apart from term.c because it needs no
 * terminal, and because ncurses would hide how many bytes it has taken (idle.h).
 *
 * Bytes wait in a buffer; each turn takes one key from its front, or finds that the key is
 * not complete. Tables name the sequences: by the letter or the number that ends them.
 */
#include "tui/console/input.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/utf8.h"

enum {
    ESC = 0x1b,
    PARAMETERS = 4,
    WAIT_ESC_MS = 30,
    WAIT_SEQUENCE_MS = 300,
    DOUBLE_CLICK_MS = 400,
    PASTE_PIECE = 1 << 20, /* a longer paste comes as several */
    DEFINITIONS = 64
};

struct definition {
    char bytes[16];
    size_t len;
    struct key key;
};

struct input {
    struct buffer bytes;
    size_t start; /* what lies before it is done */
    bool expired;
    bool pasting;
    struct buffer paste;
    struct definition definitions[DEFINITIONS];
    size_t definition_count;
    struct key last_press;
    int64_t last_press_ms;
};

/* One step of decoding: bytes taken (0: not complete), and a key, or KEYCODE_NONE when they
 * mean nothing. */
struct step {
    size_t taken;
    struct key key;
};

/* ESC [ params final */
struct sequence {
    char prefix; /* '<', '?', '>' or 0 */
    int parameters[PARAMETERS];
    int count;
    char final;
    size_t len;
};

struct input *input_new(void)
{
    return calloc(1, sizeof(struct input));
}

void input_free(struct input *input)
{
    if (!input)
        return;
    buffer_free(&input->bytes);
    buffer_free(&input->paste);
    free(input);
}

bool input_feed(struct input *input, struct span bytes)
{
    input->expired = false;
    return buffer_add_span(&input->bytes, bytes);
}

static const struct {
    char final;
    uint32_t code;
    unsigned modifiers;
} letters[] = {
    {'A', KEYCODE_UP, 0},           {'B', KEYCODE_DOWN, 0},
    {'C', KEYCODE_RIGHT, 0},        {'D', KEYCODE_LEFT, 0},
    {'F', KEYCODE_END, 0},          {'H', KEYCODE_HOME, 0},
    {'M', KEYCODE_ENTER, 0}, /* keypad, after ESC O */
    {'P', KEYCODE_F1, 0},           {'Q', KEYCODE_F1 + 1, 0},
    {'R', KEYCODE_F1 + 2, 0},       {'S', KEYCODE_F1 + 3, 0},
    {'Z', KEYCODE_TAB, KEY_SHIFT},  {'a', KEYCODE_UP, KEY_SHIFT}, /* rxvt */
    {'b', KEYCODE_DOWN, KEY_SHIFT}, {'c', KEYCODE_RIGHT, KEY_SHIFT},
    {'d', KEYCODE_LEFT, KEY_SHIFT},
};

/* By the number before '~'; PuTTY sends 1, 4 and 11 … 14 where xterm has letters. */
static const uint32_t numbers[] = {
    [1] = KEYCODE_HOME,    [2] = KEYCODE_INSERT,    [3] = KEYCODE_DELETE,   [4] = KEYCODE_END,
    [5] = KEYCODE_PAGE_UP, [6] = KEYCODE_PAGE_DOWN, [7] = KEYCODE_HOME,     [8] = KEYCODE_END,
    [11] = KEYCODE_F1,     [12] = KEYCODE_F1 + 1,   [13] = KEYCODE_F1 + 2,  [14] = KEYCODE_F1 + 3,
    [15] = KEYCODE_F1 + 4, [17] = KEYCODE_F1 + 5,   [18] = KEYCODE_F1 + 6,  [19] = KEYCODE_F1 + 7,
    [20] = KEYCODE_F1 + 8, [21] = KEYCODE_F1 + 9,   [23] = KEYCODE_F1 + 10, [24] = KEYCODE_F1 + 11,
};

static unsigned modifiers_of(int parameter)
{
    unsigned bits = parameter > 1 ? (unsigned)(parameter - 1) : 0;
    return bits & (KEY_SHIFT | KEY_ALT | KEY_CTRL);
}

static struct key letter_key(char final, int modifier)
{
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (letters[i].final == final)
            return (struct key){.code = letters[i].code,
                                .modifiers = letters[i].modifiers | modifiers_of(modifier)};
    }
    return (struct key){0};
}

/* A code point that a terminal reports by number (CSI u, modifyOtherKeys). */
static struct key character_key(int character, int modifier)
{
    struct key key = {.code = (uint32_t)character, .modifiers = modifiers_of(modifier)};
    switch (character) {
    case 8:
    case 127:
        key.code = KEYCODE_BACKSPACE;
        break;
    case 9:
        key.code = KEYCODE_TAB;
        break;
    case 13:
        key.code = KEYCODE_ENTER;
        break;
    case ESC:
        key.code = KEYCODE_ESC;
        break;
    default:
        if (character < ' ' || character >= 0x110000)
            key.code = KEYCODE_NONE;
        else
            key.modifiers &= KEY_CTRL | KEY_ALT;
    }
    return key;
}

static struct key number_key(const struct sequence *sequence)
{
    int number = sequence->parameters[0];
    if (number == 27)
        return character_key(sequence->parameters[2], sequence->parameters[1]);
    if (number < 0 || (size_t)number >= sizeof numbers / sizeof *numbers || !numbers[number])
        return (struct key){0};
    return (struct key){.code = numbers[number],
                        .modifiers = modifiers_of(sequence->parameters[1])};
}

static struct key mouse_key(const struct sequence *sequence)
{
    int bits = sequence->parameters[0];
    struct key key = {.code = KEYCODE_MOUSE,
                      .button = (bits & 3) + 1,
                      .clicks = 1,
                      .x = sequence->parameters[1] - 1,
                      .y = sequence->parameters[2] - 1,
                      .action = sequence->final == 'm' ? MOUSE_RELEASE : MOUSE_PRESS};
    if (bits & 64)
        key.action = (bits & 3) == 0 ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
    else if (bits & 32)
        key.action = MOUSE_DRAG;
    if ((bits & 64 && (bits & 3) > 1) || (!(bits & 64) && (bits & 3) == 3))
        key.code = KEYCODE_NONE; /* wheels to the side, motion without a button */
    key.modifiers = (bits & 4 ? (unsigned)KEY_SHIFT : 0) | (bits & 8 ? (unsigned)KEY_ALT : 0) |
                    (bits & 16 ? (unsigned)KEY_CTRL : 0);
    return key;
}

/* Reads "ESC [ < 1 ; 2 m"; false: not complete. A broken one ends at the odd byte. */
static bool read_sequence(const char *data, size_t len, struct sequence *out)
{
    *out = (struct sequence){0};
    size_t i = 2;
    if (i < len && strchr("<=>?", data[i]) && data[i])
        out->prefix = data[i++];
    for (bool digit = false; i < len; i++) {
        char c = data[i];
        if (c >= '0' && c <= '9') {
            if (!digit && out->count < PARAMETERS)
                out->count++;
            int *value = &out->parameters[out->count - 1];
            if (*value < 100000000)
                *value = *value * 10 + (c - '0');
            digit = true;
        } else if (c == ';' || c == ':') {
            if (!digit && out->count < PARAMETERS)
                out->count++;
            digit = false;
        } else if (c < ' ' || c > '/') {
            out->final = c;
            out->len = i + 1;
            return true;
        }
    }
    return false;
}

static struct step defined(const struct input *input, const char *data, size_t len)
{
    for (size_t i = 0; i < input->definition_count; i++) {
        const struct definition *one = &input->definitions[i];
        if (one->len <= len && memcmp(one->bytes, data, one->len) == 0)
            return (struct step){one->len, one->key};
    }
    return (struct step){0};
}

static struct step decode_sequence(struct input *input, const char *data, size_t len)
{
    struct sequence sequence;
    if (len >= 3 && data[2] == '[') /* Linux console: ESC [ [ A is F1 */
        return len < 4 ? (struct step){0}
                       : (struct step){4,
                                       {.code = data[3] >= 'A' && data[3] <= 'E'
                                                    ? (uint32_t)(KEYCODE_F1 + data[3] - 'A')
                                                    : (uint32_t)KEYCODE_NONE}};
    if (!read_sequence(data, len, &sequence))
        return (struct step){0};
    struct step step = {.taken = sequence.len};
    if (sequence.prefix == '<')
        step.key = mouse_key(&sequence);
    else if (sequence.prefix)
        return step; /* an answer that nobody asked for */
    else if (sequence.final == '~' && sequence.parameters[0] == 200)
        input->pasting = true;
    else if (sequence.final == '~')
        step.key = number_key(&sequence);
    else if (sequence.final == 'u')
        step.key = character_key(sequence.parameters[0], sequence.parameters[1]);
    else if (sequence.final == 'M' && !sequence.count) /* mouse of old: three bytes more */
        step.taken = len >= 6 ? 6 : 0;
    else
        step.key = letter_key(sequence.final, sequence.parameters[1]);
    if (step.key.code == KEYCODE_NONE && !input->pasting && step.taken) {
        struct step own = defined(input, data, len);
        return own.taken ? own : step;
    }
    return step;
}

/* ESC O x, with the number of the modifiers before x in some terminals. */
static struct step decode_ss3(const struct input *input, const char *data, size_t len)
{
    struct sequence sequence;
    if (!read_sequence(data, len, &sequence))
        return (struct step){0};
    int modifier = sequence.parameters[sequence.count > 1 ? 1 : 0];
    struct key key = letter_key(sequence.final, modifier);
    if (sequence.final >= 'a' && sequence.final <= 'd')
        key.modifiers = KEY_CTRL; /* rxvt */
    struct step own = defined(input, data, len);
    if (key.code == KEYCODE_NONE && own.taken)
        return own;
    if (key.code == KEYCODE_NONE && sequence.final >= 'j' && sequence.final <= 'y')
        key.code = (uint32_t)(sequence.final - 'j' + '*'); /* the keypad's signs and digits */
    return (struct step){sequence.len, key};
}

/* ESC ] … and ESC P …: answers of the terminal, up to BEL or ESC \. */
static struct step skip_string(const char *data, size_t len)
{
    for (size_t i = 2; i < len; i++) {
        if (data[i] == '\a')
            return (struct step){.taken = i + 1};
        if (data[i] == ESC && i + 1 < len && data[i + 1] == '\\')
            return (struct step){.taken = i + 2};
    }
    return (struct step){0};
}

static struct step decode_plain(const struct input *input, const char *data, size_t len)
{
    unsigned char c = (unsigned char)data[0];
    if (c == '\r' || c == '\n')
        return (struct step){1, {.code = KEYCODE_ENTER}};
    if (c == '\t')
        return (struct step){1, {.code = KEYCODE_TAB}};
    if (c == 8 || c == 127)
        return (struct step){1, {.code = KEYCODE_BACKSPACE}};
    if (c == ESC)
        return (struct step){1, {.code = KEYCODE_ESC}};
    if (c == 0)
        return (struct step){1, {.code = ' ', .modifiers = KEY_CTRL}};
    if (c < ' ')
        return (struct step){
            1, {.code = (uint32_t)(c <= 26 ? c + 'a' - 1 : c + '@'), .modifiers = KEY_CTRL}};
    size_t wanted = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
    if (len < wanted && !input->expired)
        return (struct step){0};
    struct step step = {0};
    step.taken = utf8_decode(data, len, &step.key.code);
    return step;
}

static struct step decode_escape(struct input *input, const char *data, size_t len)
{
    struct step step = {0};
    if (len >= 2 && data[1] == '[')
        step = decode_sequence(input, data, len);
    else if (len >= 2 && data[1] == 'O')
        step = len >= 3 ? decode_ss3(input, data, len) : step;
    else if (len >= 2 && (data[1] == ']' || data[1] == 'P'))
        step = skip_string(data, len);
    else if (len >= 2 && data[1] == ESC)
        return decode_plain(input, data, 1);
    else if (len >= 2)
        step = decode_plain(input, data + 1, len - 1);
    if (step.taken && len >= 2 && !strchr("[O]P", data[1])) {
        step.taken++;
        step.key.modifiers |= KEY_ALT;
    }
    if (step.taken || !input->expired)
        return step;
    if (len == 1)
        return decode_plain(input, data, 1);
    /* A torn sequence: its two first bytes are Alt and a character. */
    return (struct step){2, {.code = (uint32_t)data[1], .modifiers = KEY_ALT}};
}

/* Line ends to '\n', broken bytes to U+FFFD. */
static void take_paste(struct input *input, const char *data, size_t len)
{
    struct buffer lines = {0};
    for (size_t i = 0; i < len; i++) {
        if (data[i] == '\r' && i + 1 < len && data[i + 1] == '\n')
            continue;
        buffer_add_byte(&lines, data[i] == '\r' ? '\n' : data[i]);
    }
    buffer_clear(&input->paste);
    utf8_repair(buffer_span(&lines), &input->paste);
    buffer_free(&lines);
}

static struct step decode_paste(struct input *input, const char *data, size_t len)
{
    static const char end[] = "\033[201~";
    const char *found = memmem(data, len, end, sizeof end - 1);
    size_t text = found ? (size_t)(found - data) : len;
    if (!found && len < PASTE_PIECE)
        return (struct step){0};
    if (!found) { /* a piece: leave what may be the start of the end, or half a character */
        text -= sizeof end;
        while (text > 1 && ((unsigned char)data[text] & 0xc0) == 0x80)
            text--;
    }
    take_paste(input, data, text);
    input->pasting = !found;
    return (struct step){found ? text + sizeof end - 1 : text,
                         {.code = KEYCODE_PASTE, .text = buffer_span(&input->paste)}};
}

static struct step decode(struct input *input)
{
    const char *data = input->bytes.data + input->start;
    size_t len = input->bytes.len - input->start;
    if (input->pasting)
        return decode_paste(input, data, len);
    return *data == ESC ? decode_escape(input, data, len) : decode_plain(input, data, len);
}

static void count_clicks(struct input *input, int64_t now_ms, struct key *key)
{
    if (key->code != KEYCODE_MOUSE || key->action != MOUSE_PRESS)
        return;
    const struct key *last = &input->last_press;
    if (last->code && last->x == key->x && last->y == key->y && last->button == key->button &&
        last->clicks == 1 && now_ms - input->last_press_ms < DOUBLE_CLICK_MS)
        key->clicks = 2;
    input->last_press = *key;
    input->last_press_ms = now_ms;
}

bool input_next(struct input *input, int64_t now_ms, struct key *out)
{
    while (input->start < input->bytes.len) {
        struct step step = decode(input);
        if (!step.taken)
            return false;
        input->start += step.taken;
        if (input->start == input->bytes.len) {
            buffer_clear(&input->bytes);
            input->start = 0;
        }
        if (step.key.code == KEYCODE_NONE)
            continue;
        count_clicks(input, now_ms, &step.key);
        *out = step.key;
        return true;
    }
    return false;
}

int input_wait_ms(const struct input *input)
{
    size_t len = input->bytes.len - input->start;
    if (!len || input->pasting || input->expired)
        return -1;
    return len == 1 ? WAIT_ESC_MS : WAIT_SEQUENCE_MS;
}

void input_expire(struct input *input)
{
    input->expired = true;
}

void input_define(struct input *input, const char *sequence, const struct key *key)
{
    size_t len = strlen(sequence);
    struct definition *one = &input->definitions[input->definition_count];
    if (len < 3 || len > sizeof one->bytes || input->definition_count == DEFINITIONS ||
        sequence[0] != ESC || (sequence[1] != '[' && sequence[1] != 'O'))
        return;
    memcpy(one->bytes, sequence, len);
    one->len = len;
    one->key = *key;
    input->definition_count++;
}
