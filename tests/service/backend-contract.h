/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "backend-sample.h"

G_BEGIN_DECLS

/* What every backend has to hold: one table of cases for all, and random work held against plain expectations. */

void backend_contract_add (const BackendKind *kind);
void backend_contract_add_log (const BackendKind *kind);
void backend_contract_add_rooms (const BackendKind *kind);
void backend_contract_add_turn (const BackendKind *kind);
void backend_contract_add_random (const BackendKind *kind);

typedef struct {
  const char *name;
  void (*test) (BackendSample *sample, gconstpointer kind);
} BackendCase;

void backend_contract_add_cases (const BackendKind *kind, const BackendCase *cases, gsize n_cases);

G_END_DECLS
