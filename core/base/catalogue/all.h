/* The areas of the catalogue, in the order of the rooms. Included with TEXT defined. */
#include "core/base/catalogue/base.h"    // IWYU pragma: keep
#include "core/base/catalogue/cli.h"     // IWYU pragma: keep
#include "core/base/catalogue/console.h" // IWYU pragma: keep
#include "core/base/catalogue/frame.h"   // IWYU pragma: keep
#include "core/base/catalogue/import.h"  // IWYU pragma: keep
#include "core/base/catalogue/ingest.h"  // IWYU pragma: keep
#include "core/base/catalogue/jam.h"     // IWYU pragma: keep
#include "core/base/catalogue/output.h"  // IWYU pragma: keep
#include "core/base/catalogue/pane.h"    // IWYU pragma: keep
#include "core/base/catalogue/pivot.h"   // IWYU pragma: keep
#include "core/base/catalogue/pivot_pane.h" // IWYU pragma: keep
#include "core/base/catalogue/sample.h"  // IWYU pragma: keep
#include "core/base/catalogue/service.h" // IWYU pragma: keep
#include "core/base/catalogue/store.h"   // IWYU pragma: keep
#include "core/base/catalogue/topic.h"   // IWYU pragma: keep
#include "core/base/catalogue/view.h"    // IWYU pragma: keep
#include "core/base/catalogue/work.h"    // IWYU pragma: keep
