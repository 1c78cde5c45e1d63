using System.Diagnostics;

namespace NumberVerify.Nodes.Tests;

/// <summary>nginx in front of the nodes: in turn, or to the one a request names. Reached by a socket in its folder.</summary>
internal sealed class NginxServer : IDisposable
{
    public const string NodeHeader = "X-Test-Node";

    private readonly string _folder = Directory.CreateTempSubdirectory("nv-ng-").FullName;
    private Process? _process;

    public string Socket => Path.Combine(_folder, "http.sock");

    public static async Task<NginxServer> StartAsync(IReadOnlyList<Uri> nodes)
    {
        var server = new NginxServer();
        var configuration = Path.Combine(server._folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, server.Configuration(nodes));
        server._process = Process.Start(new ProcessStartInfo(Programs.Nginx!, ["-e", "stderr", "-p", server._folder, "-c", configuration]) { RedirectStandardError = true })!;
        await Programs.UntilAsync(server._process.StandardError, "event method");
        return server;
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string Configuration(IReadOnlyList<Uri> nodes) => $$"""
        daemon off;
        master_process off;
        pid {{_folder}}/nginx.pid;
        error_log stderr notice;
        events { worker_connections 512; }
        http {
          access_log off;
          client_body_temp_path {{_folder}}/body;
          proxy_temp_path {{_folder}}/proxy;
          fastcgi_temp_path {{_folder}}/fastcgi;
          uwsgi_temp_path {{_folder}}/uwsgi;
          scgi_temp_path {{_folder}}/scgi;
          upstream all { {{string.Concat(nodes.Select(static node => $"server {node.Authority}; "))}} }
          {{string.Concat(nodes.Select(static (node, index) => $"upstream node{index} {{ server {node.Authority}; }} "))}}
          map $http_x_test_node $node { default all; {{string.Concat(nodes.Select(static (_, index) => $"{index} node{index}; "))}} }
          server {
            listen unix:{{Socket}};
            location / {
              proxy_pass http://$node;
              proxy_set_header Host $host;
            }
          }
        }
        """;
}
