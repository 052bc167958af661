/* Shares of a total. Whether there is one is asked first, so that nothing divides by nothing. */
#include "core/analysis/chart_share.h"

#include <math.h>

bool chart_share_total(const double *amounts, size_t count, double *total)
{
    *total = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(amounts[i]) || amounts[i] < 0)
            return false;
        *total += amounts[i];
    }
    return *total > 0 && isfinite(*total);
}

struct chart_share chart_share_of(const double *amounts, size_t count, size_t groups)
{
    struct chart_share share = {.groups = groups < count ? groups : count, .of_groups = count};
    double total = 0, own = 0;
    for (size_t i = 0; i < count; i++) {
        total += amounts[i];
        own += i < share.groups ? amounts[i] : 0;
    }
    share.part_of_groups = count > 0 ? (double)share.groups / (double)count : 0;
    share.part_of_total = total > 0 ? own / total : 0;
    return share;
}

struct chart_share chart_share_telling(const double *amounts, size_t count)
{
    enum { MANY = 20, SOME = 5 };
    double part = count >= MANY ? 0.1 : count >= SOME ? 0.2 : 0;
    size_t groups = (size_t)lround((double)count * part);
    return chart_share_of(amounts, count, groups > 0 ? groups : 1);
}
