/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From an administrator to the house. */

#include "mado-service-verbs.h"

static gboolean
may (const MadoKnock *self, const MadoAccount *account)
{
  return account->is_administrator && !account->must_change && mado_access_keeps_terminals (self->access);
}

static gboolean
refuse (MadoKnock *self, MadoBackend *backend, const char *actor, GError **error)
{
  return mado_knock_note (self, backend, MADO_ACCESS_SERVICE, actor, MADO_ACCESS_NOT_ALLOWED, self->verb->name,
                          error) &&
         mado_knock_answer (self, MADO_ACCESS_NOT_ALLOWED);
}

/* Looking is not written down: the page asks again and again. */
static gboolean
decide (MadoKnock *self, MadoBackend *backend, MadoServiceWish wish, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };

  if (!mado_knock_admit (self, backend, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  if (!may (self, admission.account))
    return refuse (self, backend, admission.account->name, error);
  self->service_wish = wish;

  return (wish == MADO_SERVICE_WISH_LOOK ||
          mado_knock_note (self, backend, MADO_ACCESS_SERVICE, admission.account->name, MADO_ACCESS_DONE,
                           self->verb->name, error)) &&
         mado_knock_answer (self, MADO_ACCESS_DONE);
}

static gboolean
decide_look (MadoKnock *self, MadoBackend *backend, GError **error)
{
  return decide (self, backend, MADO_SERVICE_WISH_LOOK, error);
}

const MadoDoorVerb mado_service_look_verb = { "service/look", NULL, decide_look };

static gboolean
decide_save (MadoKnock *self, MadoBackend *backend, GError **error)
{
  return decide (self, backend, MADO_SERVICE_WISH_SAVE, error);
}

const MadoDoorVerb mado_service_save_verb = { "service/save", NULL, decide_save };

static gboolean
decide_drill (MadoKnock *self, MadoBackend *backend, GError **error)
{
  return decide (self, backend, MADO_SERVICE_WISH_DRILL, error);
}

const MadoDoorVerb mado_service_drill_verb = { "service/drill", NULL, decide_drill };
