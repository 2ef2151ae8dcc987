/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the bytes of a call through the steps of a knock and back. */

#include "mado-access-desk.h"

#include <string.h>

#include "mado-administration.h"
#include "mado-audit-sign-off.h"
#include "mado-list-verbs.h"
#include "mado-own-account.h"
#include "mado-profile-share.h"
#include "mado-service-verbs.h"
#include "mado-sign-in.h"
#include "mado-terminal-verbs.h"

struct _MadoAccessDesk {
  MadoWard *ward;
  const MadoAccess *access;
  MadoTally *tally;
  MadoPorter *porter;
  MadoTerminalDesk *terminals; /* (nullable) */
  MadoServiceSide service;
};

/* A call on its way. */
typedef struct {
  MadoAccessDesk *desk;
  MadoHttpCall *call;
  MadoKnock *knock;
} Visit;

static const MadoDoorVerb *const verbs[] = {
  &mado_sign_in_verb,          &mado_sign_out_verb,           &mado_own_password_verb,     &mado_own_leave_verb,
  &mado_own_factor_offer_verb, &mado_own_factor_confirm_verb, &mado_own_factor_drop_verb,  &mado_profile_share_verb,
  &mado_accounts_list_verb,    &mado_accounts_make_verb,      &mado_accounts_grant_verb,   &mado_accounts_close_verb,
  &mado_accounts_raise_verb,   &mado_accounts_reset_verb,     &mado_accounts_confirm_verb, &mado_audit_sign_off_verb,
  &mado_audit_report_verb,     &mado_terminals_list_verb,     &mado_terminals_invite_verb, &mado_terminals_revoke_verb,
  &mado_service_look_verb,     &mado_service_save_verb,       &mado_service_drill_verb,    &mado_lists_look_verb,
  &mado_lists_get_verb,        &mado_lists_weigh_verb,        &mado_lists_put_verb,
};

/**
 * mado_access_desk_new:
 * @ward: a ward
 * @access: access to it
 * @tally: where is counted what is turned away
 * @porter: who looks at passwords
 *
 * Returns: (transfer full): the desk
 */
MadoAccessDesk *
mado_access_desk_new (MadoWard *ward, const MadoAccess *access, MadoTally *tally, MadoPorter *porter)
{
  MadoAccessDesk *self = g_new0 (MadoAccessDesk, 1);

  self->ward = ward;
  self->access = access;
  self->tally = tally;
  self->porter = porter;

  return self;
}

/**
 * mado_access_desk_free:
 * @self: (transfer full): a desk that nobody is at any more
 */
void
mado_access_desk_free (MadoAccessDesk *self)
{
  g_free (self);
}

/**
 * mado_access_desk_set_terminals:
 * @self: a desk that nobody came to yet
 * @terminals: where administrators see to terminals; outlives the desk
 */
void
mado_access_desk_set_terminals (MadoAccessDesk *self, MadoTerminalDesk *terminals)
{
  self->terminals = terminals;
}

/**
 * mado_access_desk_set_service:
 * @self: a desk that nobody came to yet
 * @service: what sees to the service as a whole; its data outlives the desk
 */
void
mado_access_desk_set_service (MadoAccessDesk *self, const MadoServiceSide *service)
{
  self->service = *service;
}

/* --- the way of a call ------------------------------------------------------------------------------------------- */

static void
free_visit (Visit *self)
{
  mado_knock_free (self->knock);
  g_free (self);
}

static void
fail (Visit *self, const GError *error)
{
  mado_http_call_fail (self->call, error);
  free_visit (self);
}

static void
send_answer (Visit *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;

  if (self->knock->wish.kind != MADO_TERMINAL_WISH_NONE && self->desk->terminals != NULL) {
    mado_terminal_desk_fulfil (self->desk->terminals, self->call, &self->knock->wish);
  } else if (self->knock->service_wish != MADO_SERVICE_WISH_NONE && self->desk->service.serve != NULL) {
    self->desk->service.serve (self->desk->service.user_data, self->call, self->knock->service_wish);
  } else if (self->knock->is_nobody) {
    mado_http_call_refuse (self->call, MADO_REBUFF_SESSION);
  } else {
    answer = mado_knock_write_answer (self->knock, &error);
    if (answer == NULL) {
      fail (self, error);
      return;
    }
    mado_http_call_answer_text (self->call, answer);
  }
  free_visit (self);
}

static gboolean
run_decide (gpointer data, MadoWardRoom *room, GError **error)
{
  return mado_knock_decide (((Visit *) data)->knock, mado_ward_room_get_backend (room), error);
}

static void
finish (gpointer data, const GError *error)
{
  if (error != NULL)
    fail (data, error);
  else
    send_answer (data);
}

static void
begin_decide (Visit *self)
{
  static const MadoWardWork work = { run_decide, finish };

  mado_ward_writer_submit (self->desk->ward->writer, &work, self);
}

static void
prove (gpointer data)
{
  Visit *self = data;
  g_autoptr (GError) error = NULL;

  if (mado_knock_prove (self->knock, &error))
    begin_decide (self);
  else
    fail (self, error);
}

static gboolean
run_look (gpointer data, MadoWardRoom *room, GError **error)
{
  return mado_knock_look (((Visit *) data)->knock, mado_ward_room_get_backend (room), error);
}

static void
finish_look (gpointer data, const GError *error)
{
  Visit *self = data;

  if (error != NULL || self->knock->is_answered) {
    finish (self, error);
  } else if (!mado_porter_submit (self->desk->porter, self->knock->terminal, prove, self)) {
    mado_knock_answer (self->knock, MADO_ACCESS_BUSY);
    send_answer (self);
  }
}

static void
begin (Visit *self)
{
  static const MadoWardWork work = { run_look, finish_look };

  if (self->knock->verb->look != NULL)
    mado_ward_readers_submit (self->desk->ward->readers, &work, self);
  else
    begin_decide (self);
}

static const MadoDoorVerb *
find_verb (const MadoHttpCall *call)
{
  const char *group = mado_http_call_get_variable (call, 1);
  const char *verb = mado_http_call_get_variable (call, 2);
  const char *text = mado_http_call_get_variable (call, 3);
  g_autofree char *name = *text != '\0'   ? g_strjoin ("/", group, verb, text, NULL)
                          : *verb != '\0' ? g_strjoin ("/", group, verb, NULL)
                                          : g_strdup (group);

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i]->name, name) == 0)
      return verbs[i];

  return NULL;
}

/**
 * mado_access_desk_serve:
 * @self: the desk of the ward that is the first open part of the call's path
 * @call: (transfer full): a call, whose path has the verb in its other open parts
 */
void
mado_access_desk_serve (MadoAccessDesk *self, MadoHttpCall *call)
{
  const MadoDoorVerb *verb = find_verb (call);
  g_auto (MadoAccessRequest) request = { 0 };
  Visit *visit;

  if (verb == NULL) {
    mado_http_call_refuse (call, MADO_REBUFF_PATH);
    return;
  }
  if (!mado_access_request_read (mado_http_call_get_body (call), &request, NULL)) {
    mado_http_call_refuse (call, MADO_REBUFF_BODY);
    return;
  }
  if (self->terminals != NULL && request.release[0] != '\0')
    mado_terminal_desk_note_software (self->terminals, call, request.release, request.system);
  visit = g_new (Visit, 1);
  visit->desk = self;
  visit->call = call;
  visit->knock = mado_knock_new (self->access, self->tally, verb, mado_http_call_get_terminal (call),
                                 mado_http_call_get_token (call), &request);
  begin (visit);
}

/* --- what the service does of itself ------------------------------------------------------------------------------ */

static gboolean
run_tally (gpointer data, MadoWardRoom *room, GError **error)
{
  return mado_tally_write (((MadoAccessDesk *) data)->tally, mado_ward_room_get_backend (room), error);
}

static void
finish_tally (gpointer data, const GError *error)
{
  if (error == NULL) /* otherwise it counts on until the next time */
    mado_tally_settle (((MadoAccessDesk *) data)->tally);
}

/**
 * mado_access_desk_write_tally:
 * @self: a desk; to be called now and then, from one thread, and not again before the ward's writer came round
 */
void
mado_access_desk_write_tally (MadoAccessDesk *self)
{
  static const MadoWardWork work = { run_tally, finish_tally };

  if (!mado_tally_is_empty (self->tally))
    mado_ward_writer_submit (self->ward->writer, &work, self);
}

/* To terminals that are gone. */
typedef struct {
  const MadoAccess *access;
  GPtrArray *departures;
} Farewell;

static gboolean
run_farewell (gpointer data, MadoWardRoom *room, GError **error)
{
  const Farewell *self = data;

  return mado_admission_end_departed (self->access, mado_ward_room_get_backend (room), self->departures, error);
}

static void
finish_farewell (gpointer data, const GError *error)
{
  Farewell *self = data;

  if (error != NULL) /* ignored otherwise: the wall lets their certificates in for no work */
    g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", "failed", "MESSAGE",
                      "the sessions of revoked terminals could not be ended: %s", error->message);
  g_ptr_array_unref (self->departures);
  g_free (self);
}

/**
 * mado_access_desk_say_farewell:
 * @self: a desk
 * @departures: (element-type MadoDeparture): terminals whose sessions end, so that another of the same name does not
 *   go on with them; it does not change any more
 */
void
mado_access_desk_say_farewell (MadoAccessDesk *self, GPtrArray *departures)
{
  static const MadoWardWork work = { run_farewell, finish_farewell };
  const Farewell farewell = { self->access, g_ptr_array_ref (departures) };

  mado_ward_writer_submit (self->ward->writer, &work, g_memdup2 (&farewell, sizeof farewell));
}
