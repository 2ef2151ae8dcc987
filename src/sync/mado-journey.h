/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <curl/curl.h>

#include "mado-message.h"
#include "mado-papers.h"

G_BEGIN_DECLS

/* A message on its way to one address, and what comes back. For the courier's thread alone. */
typedef struct _MadoJourney MadoJourney;

typedef struct {
  const MadoPapers *papers; /* outlive the journey, as the message does */
  const char *address;
  MadoInstant now;      /* by which certificates are valid, or not */
  gboolean is_timeless; /* they count whatever the time is: only to find out what is in the way */
} MadoJourneyPlan;

MadoJourney *mado_journey_new (const MadoJourneyPlan *plan,
                               const MadoMessage *message,
                               gpointer owner) G_GNUC_WARN_UNUSED_RESULT;
void mado_journey_free (MadoJourney *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoJourney, mado_journey_free)

CURL *mado_journey_get_handle (const MadoJourney *self);
void mado_journey_conclude (MadoJourney *self, CURLcode result, MadoResponse *out_answer);

G_END_DECLS
