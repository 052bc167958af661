/*
 * Who the sample's clients are: household, age, schooling, home, what stands in their way.
 * Tables of weights; apart from what happens to them later.
 */
#include "core/jam/sample_model.h"

#include "core/jam/sample_random.h"

enum { AGE_BANDS = 5, NEVER_MOVED = 8 };

static const uint8_t office_weights[OFFICE_COUNT] = {24, 18, 20, 16, 12, 10};

static const uint8_t type_weights[OFFICE_COUNT][TYPE_COUNT] = {
    {54, 28, 5, 13}, {52, 31, 6, 11}, {70, 20, 4, 6},
    {57, 28, 5, 10}, {60, 22, 8, 10}, {58, 28, 6, 8},
};

static const struct {
    uint8_t weights[AGE_BANDS];
} ages[TYPE_COUNT] = {
    {{30, 28, 18, 15, 9}},
    {{16, 42, 31, 10, 1}},
    {{12, 22, 18, 24, 24}},
    {{8, 38, 38, 14, 2}},
};

static const struct {
    uint8_t low;
    uint8_t high;
} age_bands[AGE_BANDS] = {{18, 24}, {25, 34}, {35, 44}, {45, 54}, {55, 62}};

static const uint8_t sex_weights[TYPE_COUNT][SEX_COUNT] = {
    {82, 116, 1}, {175, 24, 1}, {99, 100, 1}, {99, 100, 1}};

static const uint8_t children_weights[] = {46, 33, 14, 5, 2};

static const uint8_t education_weights[EDUCATION_COUNT] = {30, 34, 9, 17, 10};
static const uint8_t education_newcomer[EDUCATION_COUNT] = {24, 26, 6, 16, 28};

/* renting, subsidised, own, rooming house, friends, shelter */
static const uint8_t housing_weights[TYPE_COUNT][HOUSING_COUNT] = {
    {46, 11, 4, 18, 14, 7}, {60, 24, 5, 1, 8, 2}, {66, 12, 12, 4, 5, 1}, {68, 20, 7, 1, 3, 1}};
static const uint8_t housing_single_2019[HOUSING_COUNT] = {39, 11, 4, 17, 17, 12};

static int draw_age(const struct sample_client *c)
{
    const int band = sample_pick(c->key, 0, DRAW_AGE_BAND, ages[c->type].weights, AGE_BANDS);

    return sample_between(c->key, 0, DRAW_AGE, age_bands[band].low, age_bands[band].high);
}

static enum sample_housing draw_housing(const struct sample_client *c, int month, int nth)
{
    const uint8_t *weights = housing_weights[c->type];

    if (c->type == TYPE_SINGLE && month >= SAMPLE_2019 - 2)
        weights = housing_single_2019;
    return (enum sample_housing)sample_pick(c->key, nth, DRAW_HOUSING, weights, HOUSING_COUNT);
}

static bool is_precarious(enum sample_housing housing)
{
    return housing >= HOUSING_ROOMING;
}

/* Barriers that a person brings along. */
static void draw_barriers(struct sample_client *c, int age)
{
    const int health = 90000 + (age > 30 ? (age - 30) * 9000 : 0);
    const int debt = 150000 + (is_precarious(c->housing) ? 210000 : 0);
    const int transport = c->office == OFFICE_MILLPOND ? 340000 : 130000;

    if (sample_chance(c->key, 0, DRAW_HEALTH, health))
        c->barriers |= BARRIER_HEALTH;
    if (sample_chance(c->key, 0, DRAW_DEBT, debt))
        c->barriers |= BARRIER_DEBT;
    if (sample_chance(c->key, 0, DRAW_TRANSPORT, transport))
        c->barriers |= BARRIER_TRANSPORT;
}

static void draw_person(struct sample_client *c, int start)
{
    const int language = c->office == OFFICE_RIVERSIDE ? 220000 : 110000;
    const int age = draw_age(c);

    c->birth = (int16_t)(start - age * 12 - sample_below(c->key, 1, DRAW_AGE, 12));
    c->birth_unknown = sample_chance(c->key, 0, DRAW_BIRTH_UNKNOWN, 1500);
    if (sample_chance(c->key, 0, DRAW_LANGUAGE, language))
        c->barriers |= BARRIER_LANGUAGE;
    c->education = (uint8_t)sample_pick(
        c->key, 0, DRAW_EDUCATION,
        c->barriers & BARRIER_LANGUAGE ? education_newcomer : education_weights, EDUCATION_COUNT);
    draw_barriers(c, age);
}

static void draw_children(struct sample_client *c, int start)
{
    int youngest;

    c->youngest = SAMPLE_NONE;
    if (c->type != TYPE_SINGLE_PARENT && c->type != TYPE_FAMILY)
        return;
    c->children = (uint8_t)(1 + sample_pick(c->key, 0, DRAW_CHILDREN, children_weights,
                                            (int)sizeof(children_weights)));
    youngest = sample_below(c->key, 0, DRAW_YOUNGEST, 160);
    c->youngest = (int16_t)(start - youngest);
}

void sample_person_make(struct sample_client *c, uint32_t key, int start)
{
    *c = (struct sample_client){.key = key, .home = key};
    c->office = (uint8_t)sample_pick(key, 0, DRAW_OFFICE, office_weights, OFFICE_COUNT);
    c->type = (uint8_t)sample_pick(key, 0, DRAW_TYPE, type_weights[c->office], TYPE_COUNT);
    c->sex = (uint8_t)sample_pick(key, 0, DRAW_SEX, sex_weights[c->type], SEX_COUNT);
    c->housing = (uint8_t)draw_housing(c, start, NEVER_MOVED);
    draw_person(c, start);
    draw_children(c, start);
}

void sample_partner_make(struct sample_client *partner, const struct sample_client *head,
                         uint32_t key)
{
    *partner = *head;
    partner->key = key;
    partner->partner = true;
    partner->barriers = 0;
    if (!sample_chance(key, 0, DRAW_SEX, 60000))
        partner->sex = head->sex == SEX_FEMALE ? SEX_MALE : SEX_FEMALE;
    draw_person(partner, head->stays[0].start);
}

int sample_age(const struct sample_client *c, int month)
{
    return (month - c->birth) / 12;
}

int sample_age_as_written(const struct sample_client *c, int month)
{
    /* The system's default birth date is 1900-01-01. */
    return c->birth_unknown ? 118 + month / 12 : sample_age(c, month);
}

int sample_youngest_age(const struct sample_client *c, int month)
{
    if (c->youngest == SAMPLE_NONE)
        return -1;
    return month < c->youngest ? 0 : (month - c->youngest) / 12;
}

enum sample_housing sample_housing_at(const struct sample_client *c, int month)
{
    /* Looked at every eight months; one home in six has changed since. */
    const int period = (month - SAMPLE_FIRST) / 8;

    for (int p = period; p > period - 3 && p * 8 + SAMPLE_FIRST > c->stays[0].start; p--) {
        if (sample_chance(c->home, p, DRAW_MOVE, 160000)) {
            const struct sample_client as_case = {.key = c->home, .type = c->type};

            return draw_housing(&as_case, p * 8 + SAMPLE_FIRST, NEVER_MOVED + p);
        }
    }
    return (enum sample_housing)c->housing;
}

unsigned sample_barriers_at(const struct sample_client *c, int month)
{
    const int youngest = sample_youngest_age(c, month);
    unsigned barriers = c->barriers;

    if (youngest >= 0 && youngest < 6 && c->type == TYPE_SINGLE_PARENT)
        barriers |= BARRIER_CHILD_CARE;
    if (is_precarious(sample_housing_at(c, month)))
        barriers |= BARRIER_HOUSING;
    return barriers;
}
