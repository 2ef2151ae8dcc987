/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* What one person asks for and another confirms: on the shelf "proposal", one for each account. */

#define MADO_PROPOSAL_LASTS G_TIME_SPAN_DAY

typedef enum {
  MADO_PROPOSAL_RESET, /* a one-time password, and no second factor */
  MADO_PROPOSAL_RAISE, /* administrator or overseer, from now on or no longer */
} MadoProposalKind;

typedef struct {
  MadoProposalKind kind;
  char *account; /* about whom */
  char *by;
  MadoInstant until;
  gboolean is_administrator; /* what he shall be */
  gboolean is_overseer;
} MadoProposal;

const char *mado_proposal_kind_get_name (MadoProposalKind kind);
void mado_proposal_free (MadoProposal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoProposal, mado_proposal_free)

/* Each within a turn. */
gboolean mado_proposal_put (const MadoProposal *self, MadoBackend *backend, GError **error);
gboolean mado_proposal_find (
    MadoBackend *backend, const char *account, MadoInstant now, MadoProposal **out_proposal, GError **error);
gboolean mado_proposal_drop (MadoBackend *backend, const char *account, GError **error);
GPtrArray *mado_proposal_list (MadoBackend *backend, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
