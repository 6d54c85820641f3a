import { environmentHint, scripted } from './language.ts';
import { codePointLiteral, utf16Literal } from './literals.ts';

export const go = scripted({
  title: 'Go',
  hint: environmentHint,
  comment: '//',
  literal: codePointLiteral,
  call: ['whm(', ', ', ', ', ')'],
  indent: '\t',
  step: '\t',
  head: (url, signIn) => `package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"
)

var refused bool

func whm(name string, fields ...string) {
	form := "api.version=1"
	for i := 0; i < len(fields); i += 2 {
		form += "&" + fields[i] + "=" + url.QueryEscape(fields[i+1])
	}
	request, err := http.NewRequest("POST", ${url}+name, strings.NewReader(form))
	check(err)
	request.Header.Set("Authorization", ${signIn}+os.Getenv("WHM_TOKEN"))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := http.DefaultClient.Do(request)
	check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	check(err)
	if response.StatusCode != 200 {
		log.Fatal(response.Status)
	}
	fmt.Println(string(body))
	var answer struct{ Metadata struct{ Result any } }
	check(json.Unmarshal(body, &answer))
	refused = refused || fmt.Sprint(answer.Metadata.Result) != "1"
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	if os.Getenv("WHM_TOKEN") == "" {
		log.Fatal("WHM_TOKEN is not set.")
	}`,
  foot: `	if refused {
		os.Exit(1)
	}
}`,
});

export const java = scripted({
  title: 'Java',
  hint: `For Java 11 and later: java Whm.java. ${environmentHint} Look at metadata.result: Java itself reads no JSON.`,
  comment: '//',
  literal: utf16Literal,
  call: ['whm(', ', ', ', ', ');'],
  indent: '        ',
  step: '    ',
  trailing: '',
  head: (url, signIn) => `import java.net.URI;
import java.net.URLEncoder;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

public class Whm {
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final String TOKEN = Objects.requireNonNull(System.getenv("WHM_TOKEN"), "WHM_TOKEN is not set.");

    static void whm(String name, String... fields) throws Exception {
        var form = "api.version=1";
        for (int i = 0; i < fields.length; i += 2) {
            form += "&" + fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8);
        }
        var request = HttpRequest.newBuilder(URI.create(${url} + name))
            .header("Authorization", ${signIn} + TOKEN)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
        var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(response.body());
        if (response.statusCode() != 200) System.exit(1);
    }

    public static void main(String[] args) throws Exception {`,
  foot: `    }
}`,
});

/** Not executed by the tests: no Debian package can. */
export const cSharp = scripted({
  title: 'C#',
  hint: `For .NET 6 and later, with implicit usings. ${environmentHint}`,
  comment: '//',
  literal: utf16Literal,
  call: ['await Whm(', ', ', ', ', ');'],
  step: '    ',
  trailing: '',
  head: (url, signIn) => `using System.Text.Json;

var token = Environment.GetEnvironmentVariable("WHM_TOKEN") ?? throw new Exception("WHM_TOKEN is not set.");
using var http = new HttpClient();
http.DefaultRequestHeaders.Add("Authorization", ${signIn} + token);
var refused = false;

async Task Whm(string name, params string[] fields)
{
    var form = new List<KeyValuePair<string?, string?>> { new("api.version", "1") };
    for (var i = 0; i < fields.Length; i += 2) form.Add(new(fields[i], fields[i + 1]));
    var response = await http.PostAsync(${url} + name, new FormUrlEncodedContent(form));
    response.EnsureSuccessStatusCode();
    var body = await response.Content.ReadAsStringAsync();
    Console.WriteLine(body);
    var metadata = JsonDocument.Parse(body).RootElement.GetProperty("metadata");
    refused |= metadata.GetProperty("result").ToString() != "1";
}
`,
  foot: 'return refused ? 1 : 0;',
});
