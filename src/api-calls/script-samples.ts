import { environmentHint, scripted } from './language.ts';
import { codePointLiteral, perlLiteral, phpLiteral, rubyLiteral, utf16Literal } from './literals.ts';

// Each ends with a failure when a call is refused, after the others were made; one that cannot sign in, or
// gets no answer, is the last.

const ecmaScript = {
  comment: '//',
  literal: utf16Literal,
  call: ['await whm(', ', { ', ': ', ' });'],
  foot: '',
} as const;

const ecmaScriptHead = (secret: string, refused: string) => (url: string, signIn: string) =>
  `${secret}

async function whm(name, fields) {
  const response = await fetch(${url} + name, {
    method: "POST",
    headers: { Authorization: ${signIn} + token },
    body: new URLSearchParams({ "api.version": "1", ...fields }),
  });
  if (!response.ok) throw new Error("HTTP " + response.status);
  const answer = await response.json();
  console.log(JSON.stringify(answer, null, 2));
  if (Number(answer.metadata.result) !== 1) ${refused};
}
`;

export const javaScript = scripted({
  title: 'JavaScript',
  hint: 'For Deno and Bun, as a module. Asks for the API token.',
  ...ecmaScript,
  head: ecmaScriptHead(
    'const token = prompt("API token secret:");',
    'console.error("Refused: " + answer.metadata.reason)',
  ),
});

export const node = scripted({
  title: 'Node.js',
  hint: `For Node 18 and later, as a module (.mjs). ${environmentHint}`,
  ...ecmaScript,
  head: ecmaScriptHead(
    `const token = process.env.WHM_TOKEN;
if (!token) throw new Error("WHM_TOKEN is not set.");`,
    'process.exitCode = 1',
  ),
});

export const python = scripted({
  title: 'Python',
  hint: `For Python 3. ${environmentHint}`,
  comment: '#',
  literal: codePointLiteral,
  call: ['whm(', ', {', ': ', '})'],
  step: '    ',
  head: (url, signIn) => `import json
import os
import sys
from urllib.parse import urlencode
from urllib.request import Request, urlopen

token = os.environ["WHM_TOKEN"]
refused = False


def whm(name, fields):
    global refused
    request = Request(
        ${url} + name,
        data=urlencode({"api.version": "1", **fields}).encode(),
        headers={"Authorization": ${signIn} + token},
    )
    with urlopen(request) as response:
        answer = json.load(response)
    print(json.dumps(answer, indent=2))
    refused = refused or int(answer["metadata"]["result"]) != 1

`,
  foot: 'sys.exit(refused)',
});

export const php = scripted({
  title: 'PHP',
  hint: `For PHP 8 with the extension curl. ${environmentHint}`,
  comment: '//',
  literal: phpLiteral,
  call: ['whm(', ', [', ' => ', ']);'],
  step: '    ',
  head: (url, signIn) => `<?php
$token = getenv("WHM_TOKEN") ?: throw new Exception("WHM_TOKEN is not set.");
$refused = false;

function whm(string $name, array $fields): void
{
    global $token, $refused;
    $curl = curl_init(${url} . $name);
    curl_setopt_array($curl, [
        CURLOPT_POSTFIELDS => http_build_query(["api.version" => "1"] + $fields),
        CURLOPT_HTTPHEADER => ["Authorization: " . ${signIn} . $token],
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_FAILONERROR => true,
    ]);
    $answer = curl_exec($curl);
    if ($answer === false) {
        throw new Exception(curl_error($curl));
    }
    echo $answer, "\\n";
    $refused = $refused || json_decode($answer)->metadata->result != 1;
}
`,
  foot: 'exit($refused ? 1 : 0);',
});

export const perl = scripted({
  title: 'Perl',
  hint: `With IO::Socket::SSL for https. ${environmentHint}`,
  comment: '#',
  literal: perlLiteral,
  call: ['whm(', ', ', ' => ', ');'],
  step: '    ',
  head: (url, signIn) => `use strict;
use warnings;
use utf8;
use HTTP::Tiny;
use JSON::PP;

my $token = $ENV{WHM_TOKEN} or die "WHM_TOKEN is not set.\\n";
my $http = HTTP::Tiny->new(
    verify_SSL      => 1,
    default_headers => { Authorization => ${signIn} . $token },
);
my $refused = 0;

sub whm {
    my ($name, @fields) = @_;
    my $url = ${url} . $name;
    my $response = $http->post_form($url, ["api.version", "1", @fields]);
    die "$response->{status} $response->{reason}\\n" unless $response->{success};
    print "$response->{content}\\n";
    $refused ||= decode_json($response->{content})->{metadata}{result} != 1;
}
`,
  foot: 'exit($refused ? 1 : 0);',
});

export const ruby = scripted({
  title: 'Ruby',
  hint: environmentHint,
  comment: '#',
  literal: rubyLiteral,
  call: ['whm(', ', { ', ' => ', ' })'],
  head: (url, signIn) => `require "json"
require "net/http"

def whm(name, fields)
  uri = URI(${url} + name)
  form = URI.encode_www_form({ "api.version" => "1", **fields })
  authorization = ${signIn} + ENV.fetch("WHM_TOKEN")
  response = Net::HTTP.post(uri, form, "Authorization" => authorization)
  response.value # raises for all but success
  puts response.body
  $refused = true if JSON.parse(response.body)["metadata"]["result"].to_i != 1
end
`,
  foot: 'exit 1 if $refused',
});

export const r = scripted({
  title: 'R',
  hint: `With the package httr. ${environmentHint}`,
  comment: '#',
  literal: codePointLiteral,
  call: ['whm(', ', list(', ' = ', '))'],
  trailing: '',
  head: (url, signIn) => `library(httr)

token <- Sys.getenv("WHM_TOKEN")
stopifnot("WHM_TOKEN is not set." = nzchar(token))
refused <- FALSE

whm <- function(name, fields) {
  response <- POST(
    paste0(${url}, name),
    add_headers(Authorization = paste0(${signIn}, token)),
    body = c(list("api.version" = "1"), fields),
    encode = "form"
  )
  stop_for_status(response)
  answer <- content(response, as = "text", encoding = "UTF-8")
  cat(answer, "\\n")
  refused <<- refused || jsonlite::fromJSON(answer)$metadata$result != 1
}
`,
  foot: 'if (refused) quit(status = 1)',
});
