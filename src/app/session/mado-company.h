/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-session.h"

G_BEGIN_DECLS

/* Who else has the same case open, as the service knows: everybody says so about his own while he looks at it. Nobody
 * is kept out by it, and what each has typed stays his. Whoever takes the case over goes on alone, and the others look
 * on until he leaves it or one of them takes it back. Emits "changed". Without a service there is no company. */
#define MADO_TYPE_COMPANY (mado_company_get_type ())
G_DECLARE_FINAL_TYPE (MadoCompany, mado_company, MADO, COMPANY, GObject)

MadoCompany *mado_company_new (MadoSession *session) G_GNUC_WARN_UNUSED_RESULT;
void mado_company_open (MadoCompany *self, MadoId entity);
void mado_company_close (MadoCompany *self);
void mado_company_take_over (MadoCompany *self);
gboolean mado_company_can_be_taken_from (MadoCompany *self);
gboolean mado_company_looks_on (MadoCompany *self);
char *mado_company_dup_text (MadoCompany *self, gboolean may_go_on) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
