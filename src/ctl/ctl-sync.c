/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl sync …`: a terminal without a window. What was done there is sent, and what others did is fetched, as
 * the program does it while somebody is signed in; and a terminal that was revoked comes to its end. */

#include <string.h>

#include "ctl-password.h"
#include "ctl-profile.h"
#include "mado-door.h"
#include "mado-ending.h"
#include "mado-hex.h"
#include "mado-lease-file.h"
#include "mado-order.h"
#include "mado-papers-file.h"
#include "mado-programme-file.h"
#include "mado-share-file.h"
#include "mado-sync.h"

#define PATIENCE 60 /* seconds, unless told otherwise */
#define MOST_PATIENCE (24 * 60 * 60)

/* Where it is done. The names of a profile's files are ACCOUNT.PROGRAMME. */
typedef struct {
  char *path; /* of the profile */
  char *folder;
  char *account;
  const char *programme; /* in the path */
  MadoPapers *papers;
  MadoCourier *courier;
} Place;

static void
clear_place (Place *self)
{
  g_clear_pointer (&self->courier, mado_courier_free);
  g_clear_pointer (&self->papers, mado_papers_free);
  g_free (self->account);
  g_free (self->folder);
  g_free (self->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, clear_place)

static gboolean
name_place (Place *self, const char *file, GError **error)
{
  g_autofree char *name = NULL;
  const char *dot;

  self->path = mado_ctl_name_profile (file);
  self->folder = g_path_get_dirname (self->path);
  name = g_path_get_basename (self->path);
  dot = strrchr (name, '.');
  if (dot == NULL || dot == name || dot[1] == '\0') {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         "a profile of a terminal is called ACCOUNT.PROGRAMME");
    return FALSE;
  }
  self->account = g_strndup (name, (gsize) (dot - name));
  self->programme = g_intern_string (dot + 1);

  return TRUE;
}

static gboolean
employ (Place *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, MADO_PAPERS_FILE_NAME, NULL);

  self->papers = mado_papers_file_load (path, error);
  if (self->papers != NULL)
    self->courier = mado_courier_new (mado_papers_copy (self->papers), mado_instant_now);

  return self->papers != NULL;
}

/* --- waiting ------------------------------------------------------------------------------------------------------ */

static void
over_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer out_result)
{
  *(GAsyncResult **) out_result = g_object_ref (result);
}

static void
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* --- the door ----------------------------------------------------------------------------------------------------- */

static gboolean
say (const MadoDoor *door,
     const char *verb,
     const MadoAccessRequest *request,
     MadoAccessReply *out_reply,
     GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mado_door_say_async (door, verb, request, NULL, over_cb, &result);
  await (&result);
  if (!mado_door_say_finish (result, out_reply, error))
    return FALSE;
  if (out_reply->verdict == MADO_ACCESS_DONE)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "the service does not let %s in: %s",
               verb[0] == 's' && verb[1] == 'i' ? "this account" : "it",
               mado_access_verdict_get_name (out_reply->verdict));

  return FALSE;
}

/* What somebody has who was let in. */
typedef struct {
  MadoSecret *password;
  MadoSecret *terminal;
  MadoSecret *lent;
  MadoLeaseTerm term;
  char *token;
  char *ward;
  GStrv roles;
} Visit;

static void
clear_visit (Visit *self)
{
  g_clear_pointer (&self->password, mado_secret_free);
  g_clear_pointer (&self->terminal, mado_secret_free);
  g_clear_pointer (&self->lent, mado_secret_free);
  g_free (self->token);
  g_free (self->ward);
  g_strfreev (self->roles);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Visit, clear_visit)

static GStrv
list_roles (const GPtrArray *grants, const char *programme)
{
  g_autoptr (GStrvBuilder) roles = g_strv_builder_new ();

  for (guint i = 0; grants != NULL && i < grants->len; i++) {
    const MadoGrant *grant = g_ptr_array_index (grants, i);

    if (strcmp (grant->programme, programme) == 0)
      g_strv_builder_add (roles, grant->role);
  }

  return g_strv_builder_end (roles);
}

static gboolean
sign_in (MadoCtlCall *call, const Place *place, Visit *self, GError **error)
{
  const char *code = mado_ctl_get_option (call, "code");
  const MadoAccessRequest request = { .account = place->account,
                                      .password = self->password,
                                      .code = (char *) (code != NULL ? code : "") };
  const MadoDoor door = { place->courier, self->ward, NULL };
  g_auto (MadoAccessReply) reply = { 0 };

  if (!say (&door, "sign-in", &request, &reply, error))
    return FALSE;
  self->token = g_steal_pointer (&reply.token);
  self->roles = list_roles (reply.grants, place->programme);
  if (!reply.must_change && *self->roles != NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                       reply.must_change ? "the password has to be changed first, at the window"
                                         : "this account has no role in the programme");

  return FALSE;
}

static gboolean
borrow (const Place *place, Visit *self, GError **error)
{
  const MadoAccessRequest request = { .programme = (char *) place->programme };
  const MadoDoor door = { place->courier, self->ward, self->token };
  g_auto (MadoAccessReply) reply = { 0 };

  if (!say (&door, "share", &request, &reply, error))
    return FALSE;
  self->term = (MadoLeaseTerm) { reply.until, reply.lease_days };
  self->lent = mado_secret_new (MADO_KEY_SHARE_SIZE);

  return mado_hex_to_bytes (reply.lent, mado_secret_get_bytes (self->lent), MADO_KEY_SHARE_SIZE, error);
}

static gboolean
prepare (MadoCtlCall *call, const Place *place, Visit *self, GError **error)
{
  g_autofree char *share = g_build_filename (place->folder, MADO_SHARE_FILE_NAME, NULL);
  g_autoptr (MadoProgramme) programme = mado_programme_file_find (place->programme, error);

  if (programme == NULL)
    return FALSE;
  self->ward = g_strdup (programme->identity.ward);
  self->terminal = mado_share_file_load (share, error);
  self->password = self->terminal != NULL ? mado_ctl_read_password (call, error) : NULL;

  return self->password != NULL;
}

static void
leave (const Place *place, const Visit *self)
{
  const MadoAccessRequest nothing = { 0 };
  const MadoDoor door = { place->courier, self->ward, self->token };
  g_auto (MadoAccessReply) reply = { 0 };

  (void) say (&door, "sign-out", &nothing, &reply, NULL); /* ignored: the session is over with the next one, too */
}

/* --- the profile -------------------------------------------------------------------------------------------------- */

static MadoProgramme *
find_programme (G_GNUC_UNUSED gpointer user_data, const char *programme, GError **error)
{
  return mado_programme_file_find (programme, error);
}

static MadoDesk *
open_desk (const Place *place, const Visit *visit, GError **error)
{
  const MadoDeskOpening opening = {
    .place = { .path = place->path },
    .shares = { visit->password, visit->terminal, visit->lent },
    .person = { place->account, (const char *const *) visit->roles },
    .terminal = mado_papers_get_terminal (place->papers),
    .find_programme = find_programme,
  };
  g_autoptr (MadoDesk) desk = mado_desk_open (&opening, error);

  return desk != NULL && mado_profile_take_lease (place->path, mado_desk_get_profile (desk)->id, &opening.shares,
                                                  &visit->term, mado_key_file_get_default_cost (), error)
             ? g_steal_pointer (&desk)
             : NULL;
}

/* --- the line ----------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoLineState state;
  MadoObstacle obstacle;
  guint n_unsent, n_papers_unsent;
  gint64 position, behind;
} Standing;

static Standing
look (MadoSync *sync)
{
  Standing standing = { 0 };

  g_object_get (sync, "state", &standing.state, "obstacle", &standing.obstacle, "unsent", &standing.n_unsent,
                "papers-unsent", &standing.n_papers_unsent, "position", &standing.position, "behind", &standing.behind,
                NULL);

  return standing;
}

static gboolean
is_done (const Standing *standing)
{
  return standing->state == MADO_LINE_CURRENT && standing->n_unsent == 0 && standing->n_papers_unsent == 0 &&
         standing->behind == 0;
}

/* What does not get better by waiting. */
static gboolean
is_hopeless (const Standing *standing)
{
  return standing->state == MADO_LINE_OUTDATED ||
         (standing->state == MADO_LINE_LOCKED_OUT && standing->obstacle != MADO_OBSTACLE_SIGN_IN) ||
         standing->obstacle == MADO_OBSTACLE_STRANGER;
}

static gboolean
run_out_cb (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;

  return G_SOURCE_REMOVE;
}

static Standing
work (MadoSync *sync, const char *token, guint patience)
{
  gboolean is_over = FALSE;
  const guint alarm = g_timeout_add_seconds (patience, run_out_cb, &is_over);
  Standing standing;

  mado_sync_sign_in (sync, token);
  do {
    g_main_context_iteration (NULL, TRUE);
    standing = look (sync);
  } while (!is_over && !is_done (&standing) && !is_hopeless (&standing));
  if (!is_over)
    g_source_remove (alarm);

  return standing;
}

static void
answer_standing (MadoCtlCall *call, const Standing *standing)
{
  static const char *const states[] = { "offline", "greeting", "loading",   "catching-up",
                                        "current", "outdated", "locked-out" };

  mado_ctl_answer_string (call, "state", states[standing->state]);
  mado_ctl_answer_string (call, "obstacle", mado_obstacle_get_name (standing->obstacle));
  mado_ctl_answer_number (call, "unsent", standing->n_unsent);
  mado_ctl_answer_number (call, "papers_unsent", standing->n_papers_unsent);
  mado_ctl_answer_number (call, "position", standing->position);
  mado_ctl_answer_number (call, "behind", standing->behind);
}

/* --- run ---------------------------------------------------------------------------------------------------------- */

static gboolean
read_patience (const MadoCtlCall *call, guint *out_patience)
{
  const char *text = mado_ctl_get_option (call, "wait");
  guint64 patience = PATIENCE;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, MOST_PATIENCE, &patience, NULL))
    return FALSE;
  *out_patience = (guint) patience;

  return TRUE;
}

static MadoCtlStatus
exchange (MadoCtlCall *call, const Place *place, const Visit *visit, guint patience)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDesk) desk = open_desk (place, visit, &error);
  g_autoptr (MadoSync) sync = NULL;
  Standing standing;

  if (desk == NULL)
    return mado_ctl_refuse_with (call, error);
  sync = mado_sync_new (desk, place->courier);
  standing = work (sync, visit->token, patience);
  mado_sync_stop (sync);
  mado_desk_close (desk);
  answer_standing (call, &standing);

  return is_done (&standing)
             ? MADO_CTL_OK
             : mado_ctl_refuse (call, "not everything was exchanged: %s", mado_obstacle_get_name (standing.obstacle));
}

static MadoCtlStatus
run_run (MadoCtlCall *call)
{
  g_auto (Place) place = { 0 };
  g_auto (Visit) visit = { 0 };
  g_autoptr (GError) error = NULL;
  guint patience = 0;
  MadoCtlStatus status;

  if (!read_patience (call, &patience))
    return mado_ctl_wrong_usage (call, "--wait takes seconds, from 1 to %d", MOST_PATIENCE);
  if (!name_place (&place, mado_ctl_get_argument (call, 0), &error))
    return mado_ctl_refuse_with (call, error);
  if (mado_ending_is_due (place.folder))
    return mado_ctl_refuse (call, "the terminal was revoked: let it come to its end with 'sync end'");
  if (!employ (&place, &error) || !prepare (call, &place, &visit, &error) || !sign_in (call, &place, &visit, &error) ||
      !borrow (&place, &visit, &error))
    return mado_ctl_refuse_with (call, error);
  status = exchange (call, &place, &visit, patience);
  leave (&place, &visit);

  return status;
}

/* --- status ------------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoObstacle obstacle;
  MadoOrder order;
  gboolean is_over;
} Question;

static void
ordered_cb (gpointer user_data, G_GNUC_UNUSED guint64 ticket, const MadoResponse *answer)
{
  Question *question = user_data;

  question->obstacle = answer->obstacle;
  if (answer->obstacle == MADO_OBSTACLE_NONE && !mado_order_read (answer->body, &question->order, NULL))
    question->obstacle = MADO_OBSTACLE_GARBLED;
  question->is_over = TRUE;
}

static void
answer_instant (MadoCtlCall *call, const char *key, MadoInstant instant)
{
  char text[MADO_INSTANT_ISO_SIZE];

  mado_instant_to_iso (instant, text);
  mado_ctl_answer_string (call, key, text);
}

static void
answer_lease (MadoCtlCall *call, const Place *place)
{
  const MadoInstant until = mado_lease_file_find_until (place->path);

  if (mado_instant_is_valid (until))
    answer_instant (call, "offline_until", until);
}

static MadoCtlStatus
run_status (MadoCtlCall *call)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GError) error = NULL;
  Question question = { 0 };

  if (!name_place (&place, mado_ctl_get_argument (call, 0), &error) || !employ (&place, &error))
    return mado_ctl_refuse_with (call, error);
  mado_courier_send (place.courier, mado_message_new ("GET", "/v1/order", NULL), ordered_cb, &question);
  while (!question.is_over)
    g_main_context_iteration (NULL, TRUE);
  mado_ctl_answer_string (call, "terminal", mado_papers_get_terminal (place.papers));
  mado_ctl_answer_string (call, "obstacle", mado_obstacle_get_name (question.obstacle));
  answer_lease (call, &place);
  mado_ctl_answer_flag (call, "ending", mado_ending_is_due (place.folder));
  if (question.obstacle != MADO_OBSTACLE_NONE)
    return mado_ctl_refuse (call, "the service cannot be asked: %s", mado_obstacle_get_name (question.obstacle));
  mado_ctl_answer_string (call, "order", question.order.kind == MADO_ORDER_WIPE ? "wipe" : "work");
  answer_instant (call, "official_time", question.order.now);
  mado_order_clear (&question.order);

  return MADO_CTL_OK;
}

/* --- end ---------------------------------------------------------------------------------------------------------- */

static MadoCtlStatus
run_end (MadoCtlCall *call)
{
  g_autoptr (GPtrArray) desks = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MadoEndingReport report = { 0 };
  gboolean is_over;

  mado_ending_run_async (mado_ctl_get_argument (call, 0), desks, mado_instant_now, NULL, over_cb, &result);
  await (&result);
  is_over = mado_ending_run_finish (result, &report, &error);
  mado_ctl_answer_number (call, "profiles", report.n_profiles);
  mado_ctl_answer_flag (call, "over", report.is_over);

  return is_over ? MADO_CTL_OK : mado_ctl_refuse_with (call, error);
}

/* clang-format off */
const MadoCtlVerb mado_ctl_sync_verbs[] = {
  { "sync", "run", "FILE", 1, 1, "send what was done in a terminal's profile, and fetch what others did", run_run,
    { MADO_CTL_PASSWORD_OPTION, { "code", "DIGITS", "of the authenticator, where the account has a second factor" },
      { "wait", "SECONDS", "for so long at most; 60 unless told" } } },
  { "sync", "status", "FILE", 1, 1, "what the service says to the terminal, and until when the profile works without it", run_status, {} },
  { "sync", "end", "FOLDER", 1, 1, "bring a revoked terminal to its end: hand in what was not sent, destroy the rest", run_end, {} },
  {},
};
/* clang-format on */
