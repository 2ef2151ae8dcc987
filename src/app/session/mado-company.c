/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says again and again what is open here, and keeps what is answered. */

#include "mado-company.h"

#include <glib/gi18n.h>

#include "mado-presence.h"

#define SAY_EVERY 2  /* seconds, where others are there: what they do is heard of soon */
#define ALONE 4      /* times as long: the service forgets after a minute */
#define MOST_NAMED 3 /* whoever else is there is counted */

struct _MadoCompany {
  GObject parent_instance;

  MadoSession *session;
  MadoId entity;
  GArray *others; /* MadoPresence */
  gboolean has_taken_over;
  guint timer;    /* 0: nothing is open */
  guint round;    /* of the timer, since somebody was asked */
  guint64 ticket; /* of what is asked; 0: nothing */
};

G_DEFINE_FINAL_TYPE (MadoCompany, mado_company, G_TYPE_OBJECT)

static guint changed_signal;

static void
mado_company_dispose (GObject *object)
{
  MadoCompany *self = MADO_COMPANY (object);

  mado_company_close (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_company_parent_class)->dispose (object);
}

static void
mado_company_finalize (GObject *object)
{
  g_array_unref (MADO_COMPANY (object)->others);

  G_OBJECT_CLASS (mado_company_parent_class)->finalize (object);
}

static void
mado_company_class_init (MadoCompanyClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mado_company_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_company_finalize;

  changed_signal =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_company_init (MadoCompany *self)
{
  self->others = mado_presences_new ();
}

/**
 * mado_company_new:
 * @session: of whoever looks
 *
 * Returns: (transfer full): the company of somebody who has nothing open
 */
MadoCompany *
mado_company_new (MadoSession *session)
{
  MadoCompany *self = g_object_new (MADO_TYPE_COMPANY, NULL);

  self->session = g_object_ref (session);

  return self;
}

/* --- what is heard ------------------------------------------------------------------------------------------------ */

/**
 * mado_company_looks_on:
 * @self: a company
 *
 * Returns: whether somebody else has taken over what is open
 */
gboolean
mado_company_looks_on (MadoCompany *self)
{
  return self->others->len > 0 && g_array_index (self->others, MadoPresence, 0).has_taken_over;
}

/**
 * mado_company_can_be_taken_from:
 * @self: a company
 *
 * Returns: whether others have it open, too, and it was not taken over from them
 */
gboolean
mado_company_can_be_taken_from (MadoCompany *self)
{
  return self->others->len > 0 && !self->has_taken_over;
}

static void
take_others (MadoCompany *self, GArray *others)
{
  g_array_unref (self->others);
  self->others = others;
  if (mado_company_looks_on (self))
    self->has_taken_over = FALSE;
  g_signal_emit (self, changed_signal, 0);
}

static void
answered_cb (gpointer company, guint64 ticket, const MadoResponse *answer)
{
  MadoCompany *self = company;
  GArray *others = answer->body != NULL ? mado_presence_reply_read (answer->body, NULL) : NULL;

  self->ticket = 0;
  take_others (self, others != NULL ? others : mado_presences_new ()); /* who cannot ask does not know of anybody */
}

static void
taken_over_cb (gpointer company, guint64 ticket, const MadoResponse *answer)
{
  MadoCompany *self = company;

  self->has_taken_over = answer->body != NULL; /* who was not heard has taken nothing */
  answered_cb (company, ticket, answer);
}

static void
ignore_answer (gpointer company, guint64 ticket, const MadoResponse *answer)
{
}

/* --- what is said ------------------------------------------------------------------------------------------------- */

static void
stop_asking (MadoCompany *self)
{
  MadoConnection *connection = self->session != NULL ? mado_session_get_connection (self->session) : NULL;

  if (self->ticket != 0 && connection != NULL)
    mado_connection_forget (connection, self->ticket);
  self->ticket = 0;
}

static void
say (MadoCompany *self, gboolean is_open, gboolean takes_over)
{
  MadoConnection *connection = mado_session_get_connection (self->session);
  const MadoPresenceRequest request = { self->entity, is_open, takes_over };
  g_autoptr (GBytes) body = mado_presence_request_write (&request, NULL);

  self->round = 0;
  if (connection == NULL || body == NULL)
    return;
  if (is_open)
    self->ticket = mado_connection_ask (connection, "presence", body, takes_over ? taken_over_cb : answered_cb, self);
  else
    mado_connection_ask (connection, "presence", body, ignore_answer, NULL);
}

static gboolean
say_cb (gpointer company)
{
  MadoCompany *self = company;

  if (++self->round >= (self->others->len > 0 ? 1 : ALONE) && self->ticket == 0)
    say (self, TRUE, FALSE);

  return G_SOURCE_CONTINUE;
}

/**
 * mado_company_open:
 * @self: a company
 * @entity: what somebody looks at from now on
 */
void
mado_company_open (MadoCompany *self, MadoId entity)
{
  if (self->timer != 0 && mado_id_compare (self->entity, entity) == 0)
    return;
  mado_company_close (self);
  self->entity = entity;
  self->timer = g_timeout_add_seconds (SAY_EVERY, say_cb, self);
  say (self, TRUE, FALSE);
}

/**
 * mado_company_close:
 * @self: a company
 *
 * Nothing is open here any more.
 */
void
mado_company_close (MadoCompany *self)
{
  if (self->timer == 0)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  stop_asking (self);
  say (self, FALSE, FALSE);
  self->has_taken_over = FALSE;
  take_others (self, mado_presences_new ());
}

/**
 * mado_company_take_over:
 * @self: a company of whom mado_company_can_be_taken_from()
 *
 * Whoever else has it open is told so.
 */
void
mado_company_take_over (MadoCompany *self)
{
  stop_asking (self); /* what is answered to what was asked before is over */
  say (self, TRUE, TRUE);
}

/* --- for people --------------------------------------------------------------------------------------------------- */

static char *
write_names (MadoCompany *self, guint n_named)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < n_named; i++) {
    const MadoPresence *other = &g_array_index (self->others, MadoPresence, i);

    /* Translators: an account, and the terminal where somebody sits */
    g_strv_builder_take (names, g_strdup_printf (C_ ("people", "%s (%s)"), other->account, other->terminal));
  }
  all = g_strv_builder_end (names);

  /* Translators: between two people */
  return g_strjoinv (_ (", "), all);
}

static char *
write_others (MadoCompany *self)
{
  const guint n_more = self->others->len - MIN (self->others->len, MOST_NAMED);
  g_autofree char *names = write_names (self, self->others->len - n_more);

  if (n_more == 0)
    return g_steal_pointer (&names);

  /* Translators: %s are several people */
  return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", n_more), names, n_more);
}

/**
 * mado_company_dup_text:
 * @self: a company
 * @may_go_on: whether whoever looks could go on with it himself: nothing is taken from anybody else
 *
 * Returns: (transfer full) (nullable): who else has it open, and who goes on with it, in a sentence; %NULL: nobody
 */
char *
mado_company_dup_text (MadoCompany *self, gboolean may_go_on)
{
  g_autofree char *others = write_others (self);
  g_autofree char *taker = write_names (self, MIN (self->others->len, 1));

  if (self->others->len == 0)
    return NULL;
  if (may_go_on && mado_company_looks_on (self)) /* Translators: %s is one person */
    return g_strdup_printf (_ ("%s has taken this case over. You can look at it; what you have typed is kept for when "
                               "you go on."),
                            taker);
  if (self->has_taken_over) /* Translators: %s is one person, or several */
    return g_strdup_printf (_ ("You have taken this case over. Open at the same time: %s"), others);

  /* Translators: %s is one person, or several */
  return g_strdup_printf (_ ("Open at the same time: %s"), others);
}
