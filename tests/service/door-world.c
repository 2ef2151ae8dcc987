/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Founds a ward, and brings people into it as they come in a real one. */

#include "door-world.h"

#include <signal.h>
#include <stdarg.h>
#include <string.h>

#include "mado-access-request.h"

#define DOOR "/v1/a/shinjuku/"

/* --- what is said ------------------------------------------------------------------------------------------------ */

/**
 * door_world_say:
 * @client: a terminal
 * @token: (nullable): of its session
 * @verb: what is asked of the door
 * @out_reply: (out): the answer, where there is one
 * @text: the request, to be filled in like printf()
 *
 * Returns: the status
 */
guint
door_world_say (
    TlsClient *client, const char *token, const char *verb, MadoAccessReply *out_reply, const char *text, ...)
{
  g_autofree char *target = g_strconcat (DOOR, verb, NULL);
  g_autofree char *json = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (TlsReply) reply = NULL;
  va_list arguments;

  va_start (arguments, text);
  json = g_strdelimit (g_strdup_vprintf (text, arguments), "'", '"');
  va_end (arguments);
  body = g_bytes_new (json, strlen (json));
  reply = world_ask (client, token != NULL ? token : "", "POST", target, body);
  g_assert_nonnull (reply);
  *out_reply = (MadoAccessReply) { 0 };
  if (reply->status == 200)
    g_assert_true (mado_access_reply_read (reply->body, out_reply, NULL));

  return reply->status;
}

static void
assert_done (const MadoAccessReply *reply)
{
  g_assert_cmpstr (mado_access_verdict_get_name (reply->verdict), ==, "done");
}

/* From the password that somebody gave him to his own; he is signed in then. */
static char *
take_over (TlsClient *client, const char *account, const char *one_time)
{
  g_auto (MadoAccessReply) in = { 0 };
  g_auto (MadoAccessReply) own = { 0 };

  door_world_say (client, NULL, "sign-in", &in, "{'account':'%s','password':'%s'}", account, one_time);
  assert_done (&in);
  door_world_say (client, in.token, "password", &own, "{'password':'%s','next':'" DOOR_WORLD_PASSWORD "'}", one_time);
  assert_done (&own);

  return g_steal_pointer (&own.token);
}

static void
free_visitor (gpointer data)
{
  DoorVisitor *self = data;

  g_free (self->account);
  papers_clear (&self->papers);
  g_clear_pointer (&self->client, tls_client_free);
  g_clear_pointer (&self->terminal, terminal_free);
  g_clear_pointer (&self->key, mado_signing_key_free);
  g_free (self);
}

static DoorVisitor *
bring (DoorWorld *self, const char *account, const char *site, const char *one_time)
{
  DoorVisitor *visitor = g_new0 (DoorVisitor, 1);
  g_autofree char *name = g_strconcat ("t-", account, NULL);
  const WardStream *stream = g_ptr_array_index (self->world.notes->streams, 0);

  visitor->account = g_strdup (account);
  visitor->key = mado_signing_key_generate (NULL);
  world_enrol_at (&self->world, name, site, &visitor->papers);
  visitor->client = world_connect (&self->world, &visitor->papers);
  visitor->terminal = terminal_new (self->world.notes, stream->stream, account, "");
  visitor->terminal->token = take_over (visitor->client, account, one_time);
  g_ptr_array_add (self->visitors, visitor);

  return visitor;
}

/**
 * door_world_find:
 * @self: a door's world
 * @account: of somebody who was brought in
 *
 * Returns: (transfer none): where he is
 */
DoorVisitor *
door_world_find (DoorWorld *self, const char *account)
{
  for (guint i = 0; i < self->visitors->len; i++) {
    DoorVisitor *visitor = g_ptr_array_index (self->visitors, i);

    if (strcmp (visitor->account, account) == 0)
      return visitor;
  }
  g_assert_not_reached ();
}

/**
 * door_world_sign_in:
 * @self: a door's world
 * @visitor: who comes in anew, on his terminal
 */
void
door_world_sign_in (DoorWorld *self, DoorVisitor *visitor)
{
  g_auto (MadoAccessReply) in = { 0 };

  tls_client_free (visitor->client);
  visitor->client = world_connect (&self->world, &visitor->papers);
  door_world_say (visitor->client, NULL, "sign-in", &in, "{'account':'%s','password':'" DOOR_WORLD_PASSWORD "'}",
                  visitor->account);
  assert_done (&in);
  g_free (visitor->terminal->token);
  visitor->terminal->token = g_steal_pointer (&in.token);
}

/**
 * door_world_take_leave:
 * @visitor: who says his password again, to sign
 */
void
door_world_take_leave (DoorVisitor *visitor)
{
  g_auto (MadoAccessReply) reply = { 0 };

  door_world_say (visitor->client, visitor->terminal->token, "leave", &reply, "{'password':'" DOOR_WORLD_PASSWORD "'}");
  assert_done (&reply);
}

/* --- the ward ---------------------------------------------------------------------------------------------------- */

static char *
find_member (const char *answer, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("\"%s\"\\s*:\\s*\"([^\"]+)\"", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (regex, answer, 0, &match));

  return g_match_info_fetch (match, 1);
}

/* Nobody deals with his own account: it takes a second administrator to let the first keep the register. */
static void
give_chief_the_register (DoorWorld *self)
{
  const DoorVisitor *chief = door_world_find (self, "chief");
  const DoorVisitor *watch = door_world_find (self, "watch");
  const DoorVisitor *second;
  g_auto (MadoAccessReply) made = { 0 };
  g_auto (MadoAccessReply) asked = { 0 };
  g_auto (MadoAccessReply) confirmed = { 0 };
  g_auto (MadoAccessReply) granted = { 0 };

  door_world_say (chief->client, chief->terminal->token, "accounts/make", &made, "{'account':'second','grants':[]}");
  assert_done (&made);
  door_world_say (chief->client, chief->terminal->token, "accounts/raise", &asked,
                  "{'account':'second','administrator':true}");
  assert_done (&asked);
  door_world_say (watch->client, watch->terminal->token, "accounts/confirm", &confirmed, "{'account':'second'}");
  assert_done (&confirmed);
  second = bring (self, "second", NULL, made.one_time);
  door_world_say (second->client, second->terminal->token, "accounts/grant", &granted,
                  "{'account':'chief','grants':[{'programme':'%s','role':'admin'}]}",
                  world_get_programme (&self->world));
  assert_done (&granted);
}

static void
greet (DoorVisitor *visitor)
{
  Terminal *terminal = visitor->terminal;
  MadoHelloReply hello;

  g_assert_true (world_hello (terminal, visitor->client, &hello));
  terminal->epoch = hello.epoch;
  terminal->sight = hello.sight;
  terminal->cursor = hello.head;
}

/**
 * door_world_set_up:
 * @self: a door's world
 * @groups: (nullable): what follows [service] in its configuration
 */
void
door_world_set_up (DoorWorld *self, gconstpointer groups)
{
  g_autofree char *said = NULL;
  g_autofree char *chief = NULL;
  g_autofree char *watch = NULL;
  int status = -1;

  self->visitors = g_ptr_array_new_with_free_func (free_visitor);
  world_set_up (&self->world, groups);
  said = world_ctl (&self->world, &status, "account", "found", "shinjuku", "chief", "watch", NULL);
  g_assert_cmpint (status, ==, 0);
  chief = find_member (said, "administrator");
  watch = find_member (said, "overseer");
  world_start (&self->world);
  bring (self, "chief", NULL, chief);
  bring (self, "watch", NULL, watch);
  give_chief_the_register (self);
  greet (door_world_find (self, "chief"));
}

/**
 * door_world_tear_down:
 * @self: a door's world
 * @groups: of its setting up
 */
void
door_world_tear_down (DoorWorld *self, gconstpointer groups)
{
  g_ptr_array_unref (self->visitors);
  world_tear_down (&self->world, groups);
}

/**
 * door_world_push:
 * @visitor: whose newest operation goes over the line
 */
void
door_world_push (DoorVisitor *visitor)
{
  const gint64 last = (gint64) visitor->terminal->journal->len;
  g_autoptr (MadoPushReply) reply = world_push (visitor->terminal, visitor->client, last, last);

  g_assert_nonnull (reply);
  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
  g_assert_cmpint (reply->received, ==, last);
}

static void
put_into_register (DoorWorld *self, const DoorVisitor *visitor, const char *until)
{
  DoorVisitor *chief = door_world_find (self, "chief");
  g_autofree char *key = mado_public_key_to_hex (mado_signing_key_get_public (visitor->key));
  const MadoId id = ward_draw_id (self->world.notes);

  terminal_do (chief->terminal, id, "person.register",
               "{'account':'%s','name':'見本 太郎','organisation':'受託者','role':'取扱者','from':'2025-04-01',"
               "'to':'%s','key':'%s'}",
               visitor->account, until, key);
  door_world_push (chief);
  terminal_do (chief->terminal, id, "person.report", "{'day':'2025-05-01'}");
  door_world_push (chief);
}

static char *
write_grants (const DoorWorld *self, const char *roles)
{
  g_auto (GStrv) names = g_strsplit (roles, " ", -1);
  g_autoptr (GString) grants = g_string_new (NULL);

  for (char **name = names; *name != NULL; name++)
    g_string_append_printf (grants, "%s{'programme':'%s','role':'%s'}", grants->len > 0 ? "," : "",
                            world_get_programme (&self->world), *name);

  return g_string_free (g_steal_pointer (&grants), FALSE);
}

/**
 * door_world_grant:
 * @self: a door's world
 * @account: of somebody
 * @roles: that he has from now on in the programme, with spaces between them; "" for none
 */
void
door_world_grant (DoorWorld *self, const char *account, const char *roles)
{
  const DoorVisitor *chief = door_world_find (self, "chief");
  g_autofree char *grants = write_grants (self, roles);
  g_auto (MadoAccessReply) granted = { 0 };

  door_world_say (chief->client, chief->terminal->token, "accounts/grant", &granted, "{'account':'%s','grants':[%s]}",
                  account, grants);
  assert_done (&granted);
}

/**
 * door_world_add:
 * @self: a door's world
 * @account: a new account
 * @roles: in the programme, with spaces between them
 * @until: (nullable): how long he is in charge; %NULL: he is not in the register
 *
 * Returns: (transfer none): where he is, signed in
 */
DoorVisitor *
door_world_add (DoorWorld *self, const char *account, const char *roles, const char *until)
{
  return door_world_add_with_key (self, account, roles, until, mado_signing_key_generate (NULL));
}

/* 000 alone says where the ward's people work. */
static const char *
find_site (const DoorWorld *self, const char *roles)
{
  return strcmp (world_get_programme (&self->world), "ninpu-r7") == 0 && strcmp (roles, "ward") == 0 ? "ward" : NULL;
}

/**
 * door_world_add_with_key:
 * @self: a door's world
 * @account: a new account
 * @roles: in the programme, with spaces between them
 * @until: (nullable): how long he is in charge; %NULL: he is not in the register
 * @key: (transfer full): with which he signs
 *
 * Returns: (transfer none): where he is, signed in
 */
DoorVisitor *
door_world_add_with_key (
    DoorWorld *self, const char *account, const char *roles, const char *until, MadoSigningKey *key)
{
  g_autoptr (MadoSigningKey) owned = key;
  const DoorVisitor *chief = door_world_find (self, "chief");
  const char *site = find_site (self, roles);
  g_autofree char *grants = write_grants (self, roles);
  g_auto (MadoAccessReply) made = { 0 };
  DoorVisitor *visitor;

  door_world_say (chief->client, chief->terminal->token, "accounts/make", &made, "{'account':'%s','grants':[%s]}",
                  account, grants);
  assert_done (&made);
  if (until == NULL)
    return bring (self, account, site, made.one_time);

  DoorVisitor before = { .account = (char *) account, .key = g_steal_pointer (&owned) };

  put_into_register (self, &before, until);
  visitor = bring (self, account, site, made.one_time);
  mado_signing_key_free (visitor->key);
  visitor->key = before.key;
  greet (visitor);

  return visitor;
}

/**
 * door_world_show_log:
 * @self: a door's world
 *
 * Returns: (transfer full): what the ward's logs say
 */
char *
door_world_show_log (DoorWorld *self)
{
  int status = -1;
  char *said = world_ctl (&self->world, &status, "audit", "show", "shinjuku", NULL);

  g_assert_cmpint (status, ==, 0);

  return said;
}
