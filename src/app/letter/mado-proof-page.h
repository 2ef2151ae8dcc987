/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-mailroom.h"

G_BEGIN_DECLS

/* What is looked at. */
typedef enum {
  MADO_PROOF_SAMPLE, /* the first sheets of a run */
  MADO_PROOF_ALL,    /* all good sheets, to be printed or saved */
  MADO_PROOF_LIST,   /* its packing list, to be saved */
  MADO_PROOF_LABELS, /* of its envelopes, to be saved */
} MadoProof;

/* Sheets of a run as they come out of the printer, page by page. */
#define MADO_TYPE_PROOF_PAGE (mado_proof_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoProofPage, mado_proof_page, MADO, PROOF_PAGE, AdwNavigationPage)

AdwNavigationPage *mado_proof_page_new (MadoMailroom *room, MadoId run, MadoProof proof);

G_END_DECLS
