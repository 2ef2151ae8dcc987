/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of a list lies on one shelf, its text on another: the first is asked for by everybody who signs in. A
 * list is held here once more against what its reader wants, for whoever looks something up in it cannot. */

#include "mado-list-verbs.h"

#include <string.h>

#include "mado-bank-master.h"
#include "mado-list-weight.h"
#include "mado-reference-list.h"
#include "mado-shelf.h"
#include "mado-town-table.h"

#define SHELF "reference-list"
#define TEXTS "reference-text"

/* --- what is good for a list -------------------------------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): %NULL: it has errors */
static MadoBankMaster *
read_banks (GBytes *text, const char *day)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autofree char *digits = g_strdelimit (g_strdup (day), "-", ' ');
  g_auto (GStrv) parts = g_strsplit (digits, " ", -1);
  g_autofree char *bare = g_strjoinv ("", parts);
  g_autofree char *name = g_strdup_printf ("banks-%s.tsv", bare);
  g_autoptr (MadoBankMaster) master =
      mado_bank_master_new (name, g_bytes_get_data (text, NULL), g_bytes_get_size (text), findings);

  return !mado_findings_have_errors (findings) ? g_steal_pointer (&master) : NULL;
}

static gboolean
is_bank_list (GBytes *text, const char *day)
{
  g_autoptr (MadoBankMaster) master = read_banks (text, day);

  return master != NULL;
}

static gboolean
is_town_list (GBytes *text, const char *day)
{
  g_autoptr (MadoTownTable) towns = mado_town_table_new (g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL);

  return towns != NULL && mado_town_table_get_count (towns) > 0;
}

static const struct {
  const char *name;
  gboolean (*is_good) (GBytes *text, const char *day);
} known[] = {
  { MADO_REFERENCE_BANKS, is_bank_list },
  { MADO_REFERENCE_TOWNS, is_town_list },
};

static gboolean
is_good (const MadoAccessRequest *request)
{
  if (request->text == NULL || g_bytes_get_size (request->text) == 0 ||
      !mado_date_is_valid (mado_date_from_iso (request->day)))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].name, request->list) == 0)
      return known[i].is_good (request->text, request->day);

  return FALSE;
}

/* --- looking ------------------------------------------------------------------------------------------------------ */

static gpointer
read_list (GBytes *text, GError **error)
{
  return mado_reference_list_read (text, error);
}

static GPtrArray *
list_all (MadoBackend *backend, GError **error)
{
  return mado_shelf_list (backend, SHELF, read_list, (GDestroyNotify) mado_reference_list_free, error);
}

/* Whoever has to choose a password first comes to nothing else. */
static gboolean
admit (MadoKnock *self, MadoBackend *backend, MadoAdmission *out_admission, GError **error)
{
  if (!mado_knock_admit (self, backend, out_admission, error))
    return FALSE;
  if (!self->is_answered && out_admission->account->must_change)
    mado_knock_answer (self, MADO_ACCESS_NOT_ALLOWED);

  return TRUE;
}

static gboolean
decide_look (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };
  g_autoptr (GPtrArray) lists = NULL;

  if (!admit (self, backend, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  lists = list_all (backend, error);
  self->list = lists != NULL ? mado_reference_roll_write (lists, error) : NULL;

  return self->list != NULL && mado_knock_answer (self, MADO_ACCESS_DONE);
}

const MadoDoorVerb mado_lists_look_verb = { "lists/look", NULL, decide_look };

static gboolean
decide_get (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };
  g_autoptr (GBytes) text = NULL;

  if (!admit (self, backend, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  if (!backend->type->find_record (backend, TEXTS, self->request.list, &text, error))
    return FALSE;
  if (text == NULL)
    return mado_knock_answer (self, MADO_ACCESS_ABSENT);
  self->list = mado_reference_text_write (text, error);

  return self->list != NULL && mado_knock_answer (self, MADO_ACCESS_DONE);
}

const MadoDoorVerb mado_lists_get_verb = { "lists/get", NULL, decide_get };

/* --- what one would do -------------------------------------------------------------------------------------------- */

/* Who may take a list into use hears what that would do, and nobody else. */
static gboolean
may (const MadoAccount *account)
{
  return account->is_administrator && !account->must_change;
}

static gboolean
refuse (MadoKnock *self, MadoBackend *backend, const char *actor, MadoAccessVerdict verdict, GError **error)
{
  return mado_knock_note (self, backend, MADO_ACCESS_LISTS, actor, verdict, self->verb->name, error) &&
         mado_knock_answer (self, verdict);
}

/* Returns: whether it was looked up; @out_banks is %NULL where no list is in use */
static gboolean
find_banks (MadoBackend *backend, MadoBankMaster **out_banks, GError **error)
{
  g_autoptr (GPtrArray) lists = list_all (backend, error);
  const MadoReferenceList *now = lists != NULL ? mado_reference_roll_find (lists, MADO_REFERENCE_BANKS) : NULL;
  g_autoptr (GBytes) text = NULL;

  *out_banks = NULL;
  if (lists == NULL || !backend->type->find_record (backend, TEXTS, MADO_REFERENCE_BANKS, &text, error))
    return FALSE;
  if (now != NULL && text != NULL)
    *out_banks = read_banks (text, now->day);

  return TRUE;
}

/* Beside those who work, for it takes long. Whoever may not is told when it is decided, where that can be noted. */
static gboolean
look_weigh (MadoKnock *self, MadoBackend *backend, GError **error)
{
  const MadoAccessRequest *request = &self->request;
  g_auto (MadoAdmission) admission = { 0 };
  g_autoptr (MadoBankMaster) before = NULL;
  g_autoptr (MadoBankMaster) after = NULL;
  MadoListWeight weight = { 0 };

  mado_proof_clear (&self->proof);
  self->is_weighed = FALSE;
  if (!mado_knock_admit (self, backend, &admission, error))
    return FALSE;
  if (self->is_answered || !may (admission.account) || strcmp (request->list, MADO_REFERENCE_BANKS) != 0 ||
      !is_good (request))
    return TRUE;
  after = read_banks (request->text, request->day);
  if (!find_banks (backend, &before, error) || !mado_list_weigh (self->access, backend, before, after, &weight, error))
    return FALSE;
  self->payees = weight.payees;
  self->gone = weight.gone;
  self->is_weighed = TRUE;

  return TRUE;
}

/* That somebody counted is in the log: with lists that he made up he could count often. */
static gboolean
decide_weigh (MadoKnock *self, MadoBackend *backend, GError **error)
{
  const MadoAccessRequest *request = &self->request;
  g_auto (MadoAdmission) admission = { 0 };
  g_autofree char *detail = NULL;

  if (!mado_knock_admit (self, backend, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  if (!may (admission.account))
    return refuse (self, backend, admission.account->name, MADO_ACCESS_NOT_ALLOWED, error);
  if (!self->is_weighed)
    return refuse (self, backend, admission.account->name, MADO_ACCESS_LIST, error);
  self->reply.is_weighed = TRUE;
  self->reply.payees = self->payees;
  self->reply.gone = self->gone;
  detail = g_strjoin (" ", "weigh", request->list, request->day, NULL);

  return mado_knock_note (self, backend, MADO_ACCESS_LISTS, admission.account->name, MADO_ACCESS_DONE, detail, error) &&
         mado_knock_answer (self, MADO_ACCESS_DONE);
}

const MadoDoorVerb mado_lists_weigh_verb = { "lists/weigh/text", look_weigh, decide_weigh };

/* --- taking one into use ------------------------------------------------------------------------------------------ */

static gboolean
is_older (const MadoAccessRequest *request, const GPtrArray *lists)
{
  const MadoReferenceList *now = mado_reference_roll_find (lists, request->list);

  return now != NULL && strcmp (request->day, now->day) < 0;
}

static gboolean
put (const MadoKnock *self, MadoBackend *backend, const char *account, GError **error)
{
  const MadoAccessRequest *request = &self->request;
  const MadoReferenceList list = {
    .name = request->list,
    .day = request->day,
    .digest = mado_hash_of (g_bytes_get_data (request->text, NULL), g_bytes_get_size (request->text)),
    .since = mado_access_get_now (self->access),
    .account = (char *) account,
  };
  g_autoptr (GBytes) record = mado_reference_list_write (&list, error);

  return record != NULL && backend->type->put_record (backend, SHELF, list.name, record, error) &&
         backend->type->put_record (backend, TEXTS, list.name, request->text, error);
}

static gboolean
decide_put (MadoKnock *self, MadoBackend *backend, GError **error)
{
  const MadoAccessRequest *request = &self->request;
  g_auto (MadoAdmission) admission = { 0 };
  g_autoptr (GPtrArray) lists = NULL;
  g_autofree char *detail = NULL;
  const char *actor;

  if (!mado_knock_admit (self, backend, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  actor = admission.account->name;
  if (!may (admission.account))
    return refuse (self, backend, actor, MADO_ACCESS_NOT_ALLOWED, error);
  if ((lists = list_all (backend, error)) == NULL)
    return FALSE;
  if (!is_good (request) || is_older (request, lists))
    return refuse (self, backend, actor, MADO_ACCESS_LIST, error);
  detail = g_strjoin (" ", request->list, request->day, NULL);

  return put (self, backend, actor, error) &&
         mado_knock_note (self, backend, MADO_ACCESS_LISTS, actor, MADO_ACCESS_DONE, detail, error) &&
         mado_knock_answer (self, MADO_ACCESS_DONE);
}

const MadoDoorVerb mado_lists_put_verb = { "lists/put/text", NULL, decide_put };
