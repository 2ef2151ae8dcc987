/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* The register of those who may handle media with personal data (取扱責任者・取扱者): named beforehand, reported to the
 * ward, for a time, with the key that they sign with. */
extern const MadoKind mado_person_in_charge_kind;

gboolean mado_person_in_charge_find (MadoAction *action, const char *account, MadoEntity **out_person);
gboolean mado_person_in_charge_signs (const MadoAction *action, const MadoEntity *person);
char *mado_person_in_charge_build_claim (const char *ward,
                                         const char *programme,
                                         const char *account) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_person_in_charge_is_in_office (const MadoEntity *person, const char *today_iso);
char *mado_person_in_charge_build_key_claim (const MadoProgramme *programme, const char *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
