/*
 * How long the sample's clients stay, and what they have on the way: a participation
 * agreement that must be renewed every six months, earnings beside assistance, and each
 * month a chance to leave. Here the relations are made that the topics ask for.
 */
#include "core/jam/sample_model.h"

#include "core/jam/sample_random.h"

enum {
    PERMILLE = 1000,
    TERM = 6,               /* months that an agreement holds */
    LAPSE_FIRST = 15,       /* Old Town renews few agreements from April … */
    LAPSE_LAST = 20,        /* … to September 2019 */
    SLOWDOWN = 9,           /* from October 2018 on, fewer leave */
    NORTHGATE_CLOSURE = 10, /* and at Northgate fewer still */
    JOB_SHARE = 560
};

/* How calendar months differ, in thousandths: January, February, … */
static const int16_t arrivals_by_month[12] = {1160, 1000, 960,  940,  930,  950,
                                              870,  900,  1190, 1060, 1030, 1010};

static int calendar(int month)
{
    return ((month % 12) + 12) % 12;
}

int sample_arrivals(int month)
{
    const int base = month >= SAMPLE_2019 ? 396 : 405;

    return base * arrivals_by_month[calendar(month)] / PERMILLE;
}

static bool is_excused(const struct sample_client *c, int month)
{
    const int youngest = sample_youngest_age(c, month);

    if (youngest >= 0 && youngest < 2 && !(c->type == TYPE_FAMILY && c->partner))
        return true;
    if ((c->barriers & BARRIER_HEALTH) && sample_chance(c->key, 0, DRAW_EXCUSED, 450000))
        return true;
    return sample_age(c, month) >= 62;
}

/* Whether the agreement of the n-th half year of a stay was signed. */
static bool is_signed(const struct sample_client *c, const struct sample_stay *stay, int nth)
{
    static const int16_t chances[] = {880, 800, 740, 720, 660, 640, 600};
    const int known = (int)(sizeof(chances) / sizeof(chances[0]));
    const int month = stay->start + nth * TERM;
    int chance = chances[nth < known ? nth : known - 1];

    if (c->office == OFFICE_OLD_TOWN && nth > 0 && month >= LAPSE_FIRST && month <= LAPSE_LAST)
        chance = chance * 300 / PERMILLE;
    return sample_chance(c->key, month, DRAW_SIGN, chance * 1000);
}

enum sample_agreement sample_agreement_at(const struct sample_client *c,
                                          const struct sample_stay *stay, int month, int *until)
{
    const int current = (month - stay->start) / TERM;

    if (until)
        *until = SAMPLE_NONE;
    if (is_excused(c, month))
        return AGREEMENT_EXCUSED;
    for (int nth = current; nth >= 0; nth--) {
        if (!is_signed(c, stay, nth))
            continue;
        if (until)
            *until = stay->start + nth * TERM + TERM - 1;
        return nth == current ? AGREEMENT_ACTIVE : AGREEMENT_EXPIRED;
    }
    return AGREEMENT_NONE;
}

/* The chance of earnings in a month, in thousandths. */
static int earning_chance(const struct sample_client *c, const struct sample_stay *stay, int month)
{
    const int youngest = sample_youngest_age(c, month);
    const int so_far = month - stay->start;
    const int season = calendar(month);
    int chance = 150;

    if (sample_agreement_at(c, stay, month, NULL) == AGREEMENT_ACTIVE)
        chance += 90;
    if (so_far < 3)
        chance -= 70;
    else if (so_far >= 24)
        chance += 110;
    if (c->education >= EDUCATION_TRADE)
        chance += 40;
    if (c->office == OFFICE_MILLPOND && season >= 4 && season <= 8)
        chance += 110;
    if (c->barriers & BARRIER_HEALTH)
        chance -= 70;
    if (youngest >= 0 && youngest < 4)
        chance -= 70;
    return chance < 20 ? 20 : chance;
}

int sample_earnings_at(const struct sample_client *c, const struct sample_stay *stay, int month)
{
    const int quarter = (month - SAMPLE_FIRST) / 3;
    int level;

    if (month < stay->start ||
        !sample_chance(c->key, quarter, DRAW_EARN, earning_chance(c, stay, month) * 1000))
        return 0;
    level = sample_between(c->key, 0, DRAW_EARN_LEVEL, 120, 760);
    return (level + sample_between(c->key, month, DRAW_EARN_AMOUNT, -60, 90)) * 100 +
           25 * sample_below(c->key, month, DRAW_EARN_LEVEL, 4);
}

/* Leaving gets rarer the longer someone has stayed. */
static int by_duration(int so_far)
{
    if (so_far < 3)
        return 700;
    if (so_far < 12)
        return 1150;
    if (so_far < 24)
        return 800;
    return so_far < 60 ? 430 : 260;
}

static int by_age(int age)
{
    if (age < 25)
        return 1350;
    if (age < 35)
        return 1100;
    if (age < 45)
        return 950;
    return age < 55 ? 700 : 520;
}

/* The calendar: a slowdown, a closure at Northgate, seasonal work at Millpond. */
static int by_time_and_place(const struct sample_client *c, int month)
{
    const int season = calendar(month);
    int factor = month >= SLOWDOWN ? 830 : 1000;

    if (c->office == OFFICE_NORTHGATE && month >= NORTHGATE_CLOSURE)
        factor = factor * 700 / PERMILLE;
    if (c->office != OFFICE_MILLPOND)
        return factor;
    if (season == 4 || season == 5)
        return factor * 2300 / PERMILLE;
    return season >= 9 ? factor * 500 / PERMILLE : factor;
}

static bool had_transport(const struct sample_client *c, const struct sample_stay *stay, int month)
{
    for (int m = month - 1; m >= month - 5 && m >= stay->start; m--) {
        if (sample_benefit_at(c, stay, m, BENEFIT_TRANSPORT) > 0)
            return true;
    }
    return false;
}

/* The chance, in a million, that a stay ends before `month`. */
static int leaving_chance(const struct sample_client *c, const struct sample_stay *stay, int month)
{
    static const int16_t by_type[TYPE_COUNT] = {1060, 760, 1250, 1080};
    static const int16_t by_education[EDUCATION_COUNT] = {760, 1000, 1280, 1300, 1330};
    int64_t chance = 95000;

    chance = chance * by_duration(month - stay->start) / PERMILLE;
    chance = chance * by_age(sample_age(c, month)) / PERMILLE;
    chance = chance * by_type[c->type] / PERMILLE;
    chance = chance * by_education[c->education] / PERMILLE;
    chance = chance * by_time_and_place(c, month) / PERMILLE;
    if (c->barriers & BARRIER_HEALTH)
        chance = chance * 520 / PERMILLE;
    if (c->barriers & BARRIER_DEBT)
        chance = chance * 800 / PERMILLE;
    if (c->barriers & BARRIER_LANGUAGE)
        chance = chance * 1200 / PERMILLE;
    if (sample_agreement_at(c, stay, month - 1, NULL) == AGREEMENT_ACTIVE)
        chance = chance * 1300 / PERMILLE;
    if (had_transport(c, stay, month))
        chance = chance * 1900 / PERMILLE;
    return (int)chance;
}

static enum sample_reason draw_reason(const struct sample_client *c, int month)
{
    static const uint8_t weights[REASON_COUNT] = {52, 11, 15, 9, 0, 7};
    static const uint8_t young[REASON_COUNT] = {47, 11, 19, 6, 0, 17};
    static const uint8_t old[REASON_COUNT] = {34, 9, 9, 8, 39, 1};
    const int age = sample_age(c, month);
    const uint8_t *table = age < 25 ? young : age >= 58 ? old : weights;

    if (had_transport(c, &c->stays[c->stay_count - 1], month) &&
        sample_chance(c->key, month, DRAW_REASON, 300000))
        return REASON_JOB;
    return (enum sample_reason)sample_pick(c->key, month + 500, DRAW_REASON, table, REASON_COUNT);
}

static void run_stay(struct sample_client *c, struct sample_stay *stay)
{
    for (int month = stay->start + 1; month <= SAMPLE_MONTHS; month++) {
        const bool too_old = sample_age(c, month) >= 65;

        if (too_old || sample_chance(c->key, month, DRAW_EXIT, leaving_chance(c, stay, month))) {
            stay->end = (int16_t)month;
            stay->reason = too_old ? REASON_PENSION : (uint8_t)draw_reason(c, month);
            return;
        }
    }
}

/* The month in which someone who left comes back, or SAMPLE_OPEN. */
static int draw_return(const struct sample_client *c, const struct sample_stay *last)
{
    const int season = calendar(last->end);
    const bool seasonal = c->office == OFFICE_MILLPOND && (season == 4 || season == 5);

    if (last->reason == REASON_PENSION ||
        !sample_chance(c->key, last->end, DRAW_RETURN, seasonal ? 620000 : 240000))
        return SAMPLE_OPEN;
    if (seasonal) /* back in October or November */
        return last->end + (9 - season) + sample_below(c->key, last->end, DRAW_GAP, 2);
    return last->end + sample_between(c->key, last->end, DRAW_GAP, 2, 9);
}

/* Forgets the oldest stay when there is no room for another. */
static void drop_first(struct sample_client *c)
{
    for (int i = 1; i < c->stay_count; i++)
        c->stays[i - 1] = c->stays[i];
    c->stay_count--;
}

void sample_stays_make(struct sample_client *c, int start)
{
    c->stay_count = 0;
    while (start < SAMPLE_MONTHS) {
        struct sample_stay *stay;

        if (c->stay_count == SAMPLE_STAYS)
            drop_first(c);
        stay = &c->stays[c->stay_count++];
        *stay = (struct sample_stay){.start = (int16_t)start, .end = SAMPLE_OPEN};
        run_stay(c, stay);
        if (stay->end == SAMPLE_OPEN)
            return;
        start = draw_return(c, stay);
    }
}

const struct sample_stay *sample_stay_at(const struct sample_client *c, int month)
{
    for (int i = 0; i < c->stay_count; i++) {
        if (c->stays[i].start <= month && month < c->stays[i].end)
            return &c->stays[i];
    }
    return NULL;
}
