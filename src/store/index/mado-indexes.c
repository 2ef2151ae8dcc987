/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever is told of a row that changes. */

#include "mado-indexes.h"

#include "mado-about-index.h"
#include "mado-queue-index.h"
#include "mado-receipt-index.h"
#include "mado-search-index.h"

/* Ends with NULL. */
const MadoIndex *const mado_indexes[] = { &mado_queue_index, &mado_search_index, &mado_receipt_index, &mado_about_index,
                                          NULL };
