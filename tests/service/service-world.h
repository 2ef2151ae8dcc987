/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ward-place.h"
#include "terminal-sample.h"
#include "tls-client.h"

G_BEGIN_DECLS

/* A service as a process of its own, made and administered by madoguchi-ctl, in a folder that goes with it; and
 * terminals that came to it as terminals do. */
typedef struct {
  const char *programme; /* (nullable): of its ward, said before it is set up; %NULL: "ninpu-r7" */
  char *folder;
  char *configuration;  /* its path */
  GSubprocess *process; /* (nullable): it is down */
  int last_signal;      /* that ended it; 0: none did */
  GThread *listener;    /* to what it says */
  GMutex lock;
  GString *said; /* in all its lives */
  guint n_ready; /* lives in which it was ready */
  guint16 port;
  const char *fault;     /* (nullable): where the service is killed when it is started next, … */
  const char *ctl_fault; /* (nullable): … and madoguchi-ctl: see mado-fault-point.h */
  Ward *notes;           /* where terminals write their operations down */
} World;

/* What a terminal holds. */
typedef struct {
  char *authority;
  char *name;
  char *certificate;
  char *key;
} Papers;

/* What stands in [service], and the ward of the tests. */
#define WORLD_BASE                                                                                                     \
  "listen=127.0.0.1:0\naddress=127.0.0.1:8443\nallow=127.0.0.1/32\nfolder=data\nfree-disk-mib=64\nthreads=2\n"
#define WORLD_WARD "[ward shinjuku]\n"
#define WORLD_STREAM "/v1/s/shinjuku/ninpu-r7/"

const char *world_get_programme (const World *self);
void world_set_up (World *self, gconstpointer groups);
void world_set_up_ward (World *self, const char *groups, const char *ward, const char *programme);
void world_tear_down (World *self, gconstpointer groups);
void world_remove_folder (const char *path);
void world_configure (World *self, const char *first, const char *rest);

char *world_ctl_alone (World *self, int *out_status, const char *noun, ...)
    G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
char *world_ctl (World *self, int *out_status, const char *noun, ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
char *world_find_address (void) G_GNUC_WARN_UNUSED_RESULT;
void world_start (World *self);
gboolean world_try_to_start (World *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean world_has_fallen (World *self);
void world_start_on_socket (World *self);
int world_end (World *self, int signal);
int world_run_to_its_end (World *self);
gboolean world_has_said (World *self, const char *text);
void world_await_words (World *self, const char *text);
MadoBackend *world_open_place (World *self, const char *place, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void world_enrol_at (World *self, const char *name, const char *site, Papers *out_papers);
TlsClient *world_invite (World *self, const char *name, char **out_code, Papers *out_papers);
guint world_redeem (TlsClient *client, const char *code, Papers *papers);
void world_enrol (World *self, const char *name, Papers *out_papers);
void papers_clear (Papers *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Papers, papers_clear)

TlsClientSetup world_get_setup (World *self, const Papers *papers);
TlsClient *world_connect (World *self, const Papers *papers) G_GNUC_WARN_UNUSED_RESULT;

/* With a session; a @body of "" is none. */
TlsReply *world_ask (TlsClient *client, const char *token, const char *method, const char *target, GBytes *body)
    G_GNUC_WARN_UNUSED_RESULT;
guint world_try (TlsClient *client, const char *token, const char *method, const char *target, const char *body);

/* A terminal at the line: what it says goes over it. */
Terminal *world_begin_terminal (World *self, TlsClient *client, const char *account, const char *role)
    G_GNUC_WARN_UNUSED_RESULT;
char *world_get_token (const Terminal *terminal) G_GNUC_WARN_UNUSED_RESULT;
gboolean world_hello (Terminal *terminal, TlsClient *client, MadoHelloReply *out_reply);
MadoPushReply *world_push (Terminal *terminal, TlsClient *client, gint64 first, gint64 last) G_GNUC_WARN_UNUSED_RESULT;
void world_push_then (World *self, Terminal *terminal, MadoInstant then);
GBytes *world_write_pull (Terminal *terminal, guint wait) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
