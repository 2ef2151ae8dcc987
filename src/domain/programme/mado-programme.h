/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-benefit-rule.h"
#include "mado-call-book.h"
#include "mado-exchange.h"
#include "mado-flow.h"
#include "mado-item.h"
#include "mado-programme-fault.h"

G_BEGIN_DECLS

typedef struct {
  const char *id;
  const char *ward;
  gint64 fiscal_year;
  const char *title;
  const char *title_en;
  const char *division;
  const char *basis;
  const char *open;
  const char *close;
  const char *flow_version;
  const char *case_is;
} MadoProgrammeIdentity;

typedef struct _MadoProgrammeBooks MadoProgrammeBooks;

/* A benefit programme as its file says: read it by its fields, it never changes and may be shared between threads.
 * Texts are never NULL: what the file does not say is "". */
typedef struct {
  gint64 format;
  MadoProgrammeIdentity identity;
  MadoSection *roles;         /* (element-type MadoNamed) */
  MadoSection *audiences;     /* (element-type MadoAudience) */
  MadoSection *receivers;     /* (element-type MadoNamed) */
  MadoSection *duties;        /* (element-type MadoDuty) */
  MadoSection *sites;         /* (element-type MadoSite) */
  MadoSection *tallies;       /* (element-type MadoFormTally) */
  MadoSection *item_groups;   /* (element-type MadoItemGroup) */
  MadoSection *lists;         /* (element-type MadoItemGroup) */
  MadoSection *visual_checks; /* (element-type MadoVisualCheck) */
  MadoSection *rates;         /* (element-type MadoRate) */
  MadoSection *computed;      /* (element-type MadoComputed) */
  MadoSection *totals;        /* (element-type MadoTotal) */
  MadoSection *checks;        /* (element-type MadoCheck) */
  MadoSection *rights;        /* (element-type MadoRight) */
  MadoSection *states;        /* (element-type MadoState) */
  MadoSection *transitions;   /* (element-type MadoTransition) */
  MadoSection *queues;        /* (element-type MadoQueue) */
  MadoSection *letters;       /* (element-type MadoLetter) */
  MadoSection *packets;       /* (element-type MadoPacket) */
  MadoSection *form_maps;     /* (element-type MadoFormMap) */
  MadoSection *retention;     /* (element-type MadoRetention) */
  MadoCallBook calls;

  MadoSection *items; /* (element-type MadoItem): of all groups and lists, with what they inherit */

  /*< private >*/
  MadoProgrammeText *text;
  MadoProgrammeBooks *books; /* its rules, for whoever checks or runs them */
  gatomicrefcount ref_count;
} MadoProgramme;

MadoProgramme *mado_programme_read (GBytes *file, GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;
MadoProgramme *mado_programme_ref (MadoProgramme *self);
void mado_programme_unref (MadoProgramme *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoProgramme, mado_programme_unref)

GBytes *mado_programme_get_file (const MadoProgramme *self);
gboolean mado_programme_has_duty (const MadoProgramme *self, const char *duty, const char *role);
const MadoSite *mado_programme_find_site (const MadoProgramme *self, const char *role);
gboolean mado_programme_takes_account (const MadoProgramme *self, const char *state);

void mado_programme_report_rule (const MadoProgramme *self,
                                 const MadoRuleText *rule,
                                 gsize byte,
                                 const char *code,
                                 const char *message,
                                 GPtrArray *faults);

G_END_DECLS
