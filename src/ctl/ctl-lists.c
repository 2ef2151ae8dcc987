/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl lists …`: the lists that a ward works by, at the running service. What `bank import` and `postal
 * import` put on this machine alone, all terminals take from there. */

#include <string.h>

#include "ctl-door.h"
#include "mado-bank-master.h"
#include "mado-town-file.h"
#include "mado-town-table.h"

/* --- show --------------------------------------------------------------------------------------------------------- */

static void
answer_list (MadoCtlCall *call, const MadoReferenceList *list)
{
  g_autofree char *digest = mado_hash_to_hex (&list->digest);
  char since[MADO_INSTANT_ISO_SIZE];

  mado_instant_to_iso (list->since, since);
  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "list", list->name);
  mado_ctl_answer_string (call, "day", list->day);
  mado_ctl_answer_string (call, "since", since);
  mado_ctl_answer_string (call, "by", list->account);
  mado_ctl_answer_string (call, "digest", digest);
  json_builder_end_object (call->answer);
}

static MadoCtlStatus
show (MadoCtlCall *call, MadoCtlDoor *door)
{
  const MadoAccessRequest nothing = { 0 };
  g_autoptr (GAsyncResult) result = mado_ctl_door_ask (door, "lists/look", &nothing);
  MadoAccessVerdict verdict = MADO_ACCESS_DONE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lists = mado_door_hear_lists (result, &verdict, &error);

  if (lists == NULL) {
    if (error == NULL)
      mado_ctl_door_fail (verdict, &error);
    return mado_ctl_door_refuse (call, error);
  }
  json_builder_set_member_name (call->answer, "lists");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < lists->len; i++)
    answer_list (call, g_ptr_array_index (lists, i));
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_show (MadoCtlCall *call)
{
  return mado_ctl_door_work (call, show);
}

/* --- put ---------------------------------------------------------------------------------------------------------- */

/* A list that was read, as the service wants it. */
typedef struct {
  GBytes *text;
  char day[MADO_DATE_ISO_SIZE];
} List;

static void
clear_list (List *self)
{
  g_clear_pointer (&self->text, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, clear_list)

static MadoCtlStatus
read_banks (MadoCtlCall *call, const char *path, List *out_list)
{
  g_autoptr (MadoBankMaster) master = mado_ctl_open_master (call, path);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;

  if (master == NULL)
    return MADO_CTL_REFUSED;
  if (!mado_date_is_valid (mado_bank_master_get_date (master)))
    return mado_ctl_refuse (call, "neither name nor comment of the list says of which day it is");
  if (!g_file_get_contents (path, &text, &length, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  mado_date_to_iso (mado_bank_master_get_date (master), out_list->day);
  out_list->text = g_bytes_new_take (text, length);

  return MADO_CTL_OK;
}

/* The post does not say of which day its towns are. */
static MadoCtlStatus
read_towns (MadoCtlCall *call, const char *path, List *out_list)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  char *text = stream != NULL ? mado_town_file_convert (G_INPUT_STREAM (stream), findings, &error) : NULL;

  if (text == NULL)
    return mado_ctl_refuse (call, "%s: %s", path, error->message);
  out_list->text = g_bytes_new_take (text, strlen (text));
  mado_date_to_iso (mado_instant_get_japanese_day (mado_instant_now ()), out_list->day);
  if (!mado_findings_have_errors (findings))
    return MADO_CTL_OK;
  mado_ctl_answer_findings (call, "findings", findings);

  return mado_ctl_refuse (call, "the file has errors; the towns are as they were");
}

static MadoCtlStatus
read_list (MadoCtlCall *call, List *out_list)
{
  const char *name = mado_ctl_get_argument (call, 1), *path = mado_ctl_get_argument (call, 2);

  if (strcmp (name, MADO_REFERENCE_BANKS) == 0)
    return read_banks (call, path, out_list);
  if (strcmp (name, MADO_REFERENCE_TOWNS) == 0)
    return read_towns (call, path, out_list);

  return mado_ctl_wrong_usage (
      call, "there are the lists \"" MADO_REFERENCE_BANKS "\" and \"" MADO_REFERENCE_TOWNS "\", not \"%s\"", name);
}

/* How many payees it would leave without their branch: a count, for whoever takes a list into use sees nobody's
 * account. */
static MadoCtlStatus
weigh (MadoCtlCall *call, MadoCtlDoor *door)
{
  g_auto (List) list = { 0 };
  const MadoCtlStatus status = read_banks (call, mado_ctl_get_argument (call, 1), &list);
  const MadoAccessRequest request = { .list = (char *) MADO_REFERENCE_BANKS, .day = list.day, .text = list.text };
  g_auto (MadoAccessReply) reply = { 0 };
  g_autoptr (GError) error = NULL;

  if (status != MADO_CTL_OK)
    return status;
  if (!mado_ctl_door_say (door, "lists/weigh/text", &request, &reply, &error))
    return mado_ctl_door_refuse (call, error);
  mado_ctl_answer_number (call, "payees", reply.payees);
  mado_ctl_answer_number (call, "gone", reply.gone);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_weigh (MadoCtlCall *call)
{
  return mado_ctl_door_work (call, weigh);
}

static MadoCtlStatus
put (MadoCtlCall *call, MadoCtlDoor *door)
{
  g_auto (List) list = { 0 };
  MadoCtlStatus status = read_list (call, &list);
  MadoAccessRequest request = { .list = (char *) mado_ctl_get_argument (call, 1), .day = list.day, .text = list.text };

  if (status != MADO_CTL_OK)
    return status;
  status = mado_ctl_door_say_only (call, door, "lists/put/text", &request);
  if (status == MADO_CTL_OK)
    mado_ctl_answer_string (call, "day", list.day);

  return status;
}

static MadoCtlStatus
run_put (MadoCtlCall *call)
{
  return mado_ctl_door_work (call, put);
}

/* clang-format off */
const MadoCtlVerb mado_ctl_lists_verbs[] = {
  { "lists", "show", "FOLDER", 1, 1, "the lists that the ward works by: of which day, since when, by whom", run_show,
    { MADO_CTL_DOOR_OPTIONS } },
  { "lists", "weigh", "FOLDER FILE", 2, 2,
    "how many accounts of payees a list of banks would leave without their branch: `bank compare` says which branches", run_weigh,
    { MADO_CTL_DOOR_OPTIONS } },
  { "lists", "put", "FOLDER LIST FILE", 3, 3,
    "take a newer list into use at the service: banks, or towns from the post's KEN_ALL.CSV; terminals take it at the next signing in",
    run_put, { MADO_CTL_DOOR_OPTIONS } },
  {},
};
/* clang-format on */
